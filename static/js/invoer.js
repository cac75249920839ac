// Enter adds a remark without leaving the page, so that the next can be typed at once. Without this script the page itself comes back.
const form = document.querySelector("[data-invoer]");
const lijst = document.querySelector("[data-ingevoerd]");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const bericht = form.querySelector("[data-bericht]");
  const titel = form.elements.titel;
  const gegevens = new FormData(form);
  let antwoord;
  try {
    antwoord = await fetch(form.action, { method: "POST", body: gegevens, headers: { Accept: "text/x-regel" }, redirect: "manual" });
  } catch {
    bericht.textContent = "Geen verbinding. Uw tekst staat er nog; probeer het zo opnieuw.";
    return;
  }
  if (antwoord.status !== 200) {
    form.submit(); // the page itself shows what is wrong
    return;
  }
  const sjabloon = document.createElement("template");
  sjabloon.innerHTML = await antwoord.text(); // a row made and escaped by our own server
  const rij = sjabloon.content.firstElementChild;
  lijst.prepend(rij);
  bericht.textContent = `Bewaard als idee ${rij.cells[0].textContent}.`;
  for (const naam of ["titel", "plaats", "naam"]) form.elements[naam].value = "";
  form.elements.sleutel.value = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  titel.focus();
});
