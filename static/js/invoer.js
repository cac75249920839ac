// Enter adds a remark without leaving the page, so that the next can be typed at once. Without this script the page itself comes back.
const form = document.querySelector("[data-invoer]");
const lijst = document.querySelector("[data-ingevoerd]");
const nietMeerLeeg = () => document.querySelector("[data-leeg]")?.remove();
let bezig = false; // one remark at a time: a second Enter while it is sent says nothing new

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName !== "SELECT") return; // in a text field the browser does this itself
  event.preventDefault();
  form.requestSubmit();
});

form?.addEventListener("submit", async (event) => {
  if (event.submitter?.name) return; // the button of a list or a file: an ordinary form
  event.preventDefault();
  if (bezig) return;
  const bericht = form.querySelector("[data-bericht]");
  const titel = form.elements.titel;
  if (!titel.value.trim()) {
    if (!bericht.textContent) bericht.textContent = "Schrijf eerst op wat er gezegd is.";
    titel.focus();
    return;
  }
  bezig = true;
  const gegevens = new FormData(form);
  for (const naam of ["regels", "bestand"]) gegevens.delete(naam); // what waits in the other parts stays there
  let antwoord;
  try {
    antwoord = await fetch(form.action, { method: "POST", body: gegevens, headers: { Accept: "text/x-regel" }, redirect: "manual" });
  } catch {
    bericht.textContent = "Geen verbinding. Uw tekst staat er nog; probeer het zo opnieuw.";
    bezig = false; // with the same key: what did arrive is not added twice
    return;
  }
  if (antwoord.status !== 200) {
    form.submit(); // the page itself shows what is wrong
    return;
  }
  const sjabloon = document.createElement("template");
  sjabloon.innerHTML = await antwoord.text(); // a row made and escaped by our own server
  const rij = sjabloon.content.firstElementChild;
  const nummer = rij.cells[0].textContent;
  if (![...lijst.rows].some((al) => al.cells[0].textContent === nummer)) lijst.prepend(rij);
  nietMeerLeeg();
  bericht.textContent = `Bewaard als idee ${nummer}.`;
  for (const naam of ["titel", "plaats", "naam"]) form.elements[naam].value = "";
  form.elements.sleutel.value = crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  bezig = false;
  titel.focus();
});

// Colleagues enter at the same time: what they add comes in by itself, but never while somebody is in the list.
const ververs = async () => {
  if (document.hidden || bezig || lijst.contains(document.activeElement)) return;
  try {
    const antwoord = await fetch(lijst.dataset.ververs, { headers: { Accept: "text/x-regels" }, redirect: "manual" });
    if (antwoord.status !== 200 || bezig) return;
    const rijen = await antwoord.text();
    if (!rijen.includes("<tr") || lijst.contains(document.activeElement)) return;
    lijst.innerHTML = rijen; // made and escaped by our own server
    nietMeerLeeg();
  } catch {
    // no connection: the next time
  }
};
if (lijst?.dataset.ververs) setInterval(ververs, 10_000);
