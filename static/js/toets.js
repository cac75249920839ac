// Shows, while an official works, which outcome follows from the verdicts (the server decides it again), and lets 1-4 choose a verdict.
const WOORD = { past: "Dit kan.", past_deels: "Dit kan voor een deel.", past_niet: "Dit kan niet." };

for (const form of document.querySelectorAll("[data-toets]")) {
  const vak = form.querySelector("[data-uitkomst]");
  const groepen = [...new Set([...form.querySelectorAll("input[data-oordeel]")].map((keuze) => keuze.name))];
  const reken = () => {
    const waarden = groepen.map((naam) => form.querySelector(`input[name="${naam}"]:checked`)?.value);
    const over = waarden.filter((waarde) => !waarde).length;
    const uitkomst = waarden.includes("voldoet_niet") ? "past_niet" : waarden.includes("voorwaarde") ? "past_deels" : "past";
    vak.hidden = over === waarden.length;
    vak.textContent = over ? `Nog ${over} te beoordelen.` : `De bewoner leest: ${WOORD[uitkomst]}`;
  };
  form.addEventListener("change", reken);
  form.addEventListener("keydown", (event) => {
    if (!event.target.matches("input[data-oordeel]") || !/^[1-4]$/.test(event.key)) return;
    const keuze = form.querySelectorAll(`input[name="${event.target.name}"]`)[Number(event.key) - 1];
    keuze.checked = true;
    keuze.focus();
    reken();
    event.preventDefault();
  });
  reken();
}
