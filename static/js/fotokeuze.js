// What was chosen to send along is shown, and each photo can be left out again; choosing once more adds. Without this script the browser says how
// many were chosen, and choosing again replaces them.
import { toon } from "./veldfoto.js";

const veld = document.querySelector("form[data-concept] input[type=file]");
if (veld) begin();

function begin() {
  const lijst = Object.assign(document.createElement("ul"), { className: "wp-fotokeuze", hidden: true });
  lijst.setAttribute("aria-label", "Gekozen foto’s");
  const stand = Object.assign(document.createElement("p"), { className: "wp-stil" });
  stand.setAttribute("role", "status");
  veld.after(lijst, stand);
  let gekozen = [];

  const zelfde = (een, ander) => ["name", "size", "lastModified"].every((wat) => een[wat] === ander[wat]);

  function zet(fotos) {
    const houder = new DataTransfer();
    for (const foto of fotos) houder.items.add(foto);
    veld.files = houder.files;
    teken();
  }

  function teken() {
    gekozen = [...veld.files];
    lijst.hidden = !gekozen.length;
    lijst.replaceChildren(...gekozen.map(regel));
  }

  function regel(foto, plek) {
    const doek = document.createElement("canvas");
    doek.setAttribute("role", "img");
    doek.setAttribute("aria-label", `Foto ${plek + 1}`);
    toon(doek, foto);
    const naam = Object.assign(document.createElement("span"), { textContent: foto.name });
    const knop = Object.assign(document.createElement("button"), { type: "button", className: "nl-button nl-button--secondary", textContent: `Laat foto ${plek + 1} weg` });
    knop.addEventListener("click", () => laatWeg(plek));
    const uit = document.createElement("li");
    uit.append(doek, naam, knop);
    return uit;
  }

  function laatWeg(plek) {
    zet(gekozen.filter((_, nummer) => nummer !== plek));
    veld.dispatchEvent(new Event("change", { bubbles: true })); // what is kept on this device follows
    stand.textContent = `Foto ${plek + 1} gaat niet mee.`;
    (lijst.querySelectorAll("button")[Math.min(plek, gekozen.length - 1)] ?? veld).focus();
  }

  veld.addEventListener("change", () => {
    stand.textContent = "";
    zet([...gekozen, ...[...veld.files].filter((foto) => !gekozen.some((al) => zelfde(al, foto)))]);
  });
  veld.addEventListener("fotosgezet", teken); // put back, or erased, by concept.js
  teken(); // what the browser kept
}
