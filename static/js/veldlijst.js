// What is still on the phone: what waits, and what the portal refused, with its reason. Nothing goes without somebody's choice.
import { verander } from "./veldbewaar.js";
import { toon } from "./veldfoto.js";

const maak = (soort, eigenschappen = {}, ...kinderen) => {
  const element = Object.assign(document.createElement(soort), eigenschappen);
  element.append(...kinderen);
  return element;
};
const knop = (tekst, doe, klas = "secondary") => {
  const element = maak("button", { type: "button", className: `nl-button nl-button--${klas}`, textContent: tekst });
  element.addEventListener("click", doe);
  return element;
};

// There need be no connection since the page was opened, so the clock of the phone says it.
export const isDeDag = (stand) => Boolean(stand) && stand.dag <= new Date().toLocaleDateString("sv");

function watHetIs(stuk) {
  if (stuk.wat === "tik") return `${stuk.naam}: ${stuk.aanwezig ? "is er" : "is er niet"}`;
  if (stuk.wat === "erbij") return `${stuk.naam}: kwam erbij`;
  return stuk.titel;
}

// `naWeg()`: what had the focus is gone. `teLaat(text)`: it was sent before it could be changed.
export function maakLijst(ul, { stuur, teken, naWeg, teLaat }) {
  const rijen = new Map(); // key: { li, stempel }

  const wijzig = async (sleutel, doe, daarna) => {
    const uit = await verander(sleutel, doe);
    await teken();
    if (daarna) stuur();
    return uit;
  };

  function gooiWeg(stuk) {
    const zeker = maak("details", {}, maak("summary", { textContent: "Gooi dit weg" }), maak("p", { textContent: "Het staat dan nergens meer." }));
    zeker.append(knop("Ja, gooi het weg", () => wijzig(stuk.sleutel, () => null)));
    return zeker;
  }

  // Text, kind and stop can be changed as long as it cannot have arrived; what is being changed is not sent meanwhile.
  function wijzigForm(stuk, stand) {
    const titel = stuk.wat === "idee" ? "titel" : "naam";
    const id = `stuk-${stuk.sleutel}`;
    const veld = maak(stuk.wat === "idee" ? "textarea" : "input", { id, name: titel, maxLength: document.getElementById(`veld-${titel}`).maxLength, className: stuk.wat === "idee" ? "utrecht-textarea" : "utrecht-textbox" });
    veld.value = stuk[titel];
    const form = maak("form", { noValidate: true }, maak("div", { className: "wp-veld" }, maak("label", { className: "utrecht-form-label", htmlFor: id, textContent: stuk.wat === "idee" ? "In één regel" : "Naam" }), veld));
    const kies = (naam, label, keuzes, waarde) => {
      const select = maak("select", { id: `${id}-${naam}`, name: naam, className: "utrecht-select" }, ...keuzes.map(([w, tekst]) => new Option(tekst, w, false, w === waarde)));
      form.append(maak("div", { className: "wp-veld" }, maak("label", { className: "utrecht-form-label", htmlFor: select.id, textContent: label }), select));
    };
    if (stuk.wat === "idee") {
      kies("soort", "Soort", [["kans", "kans"], ["knelpunt", "knelpunt"]], stuk.soort);
      const haltes = new Set([...(stand?.haltes ?? []).map((halte) => halte.naam), ...(stuk.halte ? [stuk.halte] : [])]);
      kies("halte", "Halte", [["", "Geen halte"], ...[...haltes].map((naam) => [naam, naam])], stuk.halte);
      if (stuk.foto) form.append(maak("div", { className: "wp-veld" }, maak("label", { className: "wp-keuze", htmlFor: `${id}-foto` }, maak("input", { type: "checkbox", id: `${id}-foto`, name: "foto", checked: true }), maak("span", { textContent: "Stuur de foto mee" }))));
    }
    form.append(maak("p", { className: "wp-acties" }, maak("button", { type: "submit", className: "nl-button nl-button--primary", textContent: "Bewaar en stuur" })));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const nieuw = Object.fromEntries(["soort", "halte"].filter((naam) => form.elements[naam]).map((naam) => [naam, form.elements[naam].value]));
      const tekst = veld.value.trim();
      if (!tekst) return veld.focus();
      const foto = form.elements.foto?.checked === false ? { foto: null } : {};
      if (rijen.has(stuk.sleutel)) rijen.get(stuk.sleutel).stempel = ""; // drawn anew, also when nothing changed
      const gelukt = await wijzig(stuk.sleutel, (nu) => (nu.onderweg ? undefined : { ...nu, ...nieuw, ...foto, [titel]: tekst, reden: "", vast: false }), true);
      if (!gelukt) teLaat(tekst);
    });
    const vak = maak("details", {}, maak("summary", { textContent: "Wijzig" }), form);
    vak.addEventListener("toggle", async () => {
      const gelukt = await verander(stuk.sleutel, (nu) => (nu.onderweg ? undefined : { ...nu, vast: vak.open }));
      if (vak.open && !gelukt) vak.remove(); // it was just sent
      if (!vak.open) stuur();
    });
    return vak;
  }

  function maakRij(stuk, stand) {
    const li = maak("li");
    if (stuk.foto) {
      const doek = maak("canvas");
      doek.setAttribute("role", "img");
      doek.setAttribute("aria-label", "De foto bij deze opmerking");
      toon(doek, stuk.foto);
      li.append(doek);
    }
    li.append(maak("p", {}, maak("strong", { textContent: watHetIs(stuk) }), stuk.wat === "idee" ? ` (${[stuk.soort, stuk.halte].filter(Boolean).join(", ")})` : ""));
    if (stuk.reden) {
      li.append(maak("p", { className: stuk.oefening ? "wp-stil" : "wp-fout", textContent: stuk.reden }));
      const acties = maak("p", { className: "wp-acties" });
      if (stuk.foto && !stuk.oefening) acties.append(knop("Stuur zonder de foto", () => wijzig(stuk.sleutel, (nu) => ({ ...nu, foto: null, reden: "" }), true)));
      if (!stuk.oefening || isDeDag(stand)) acties.append(knop(stuk.oefening ? "Stuur het toch" : "Stuur het nog eens", () => wijzig(stuk.sleutel, (nu) => ({ ...nu, reden: "", oefening: false }), true)));
      li.append(acties);
    }
    if (stuk.onderweg) li.append(maak("p", { className: "wp-stil", textContent: "Misschien is dit al aangekomen. Zodra er verbinding is, ziet u dat hier." }));
    else {
      if (stuk.wat !== "tik" && !stuk.oefening) li.append(wijzigForm(stuk, stand));
      if (stuk.wat !== "tik" || stuk.reden) li.append(gooiWeg(stuk));
    }
    return li;
  }

  // A row that did not change stays as it is, with what is being typed in it.
  return {
    teken(stukken, stand) {
      const over = new Set(stukken.map((stuk) => stuk.sleutel));
      for (const [sleutel, { li }] of rijen) {
        if (over.has(sleutel)) continue;
        if (li.contains(document.activeElement)) naWeg();
        li.remove();
        rijen.delete(sleutel);
      }
      for (const stuk of stukken) {
        const stempel = JSON.stringify({ ...stuk, vast: false, pogingen: 0, foto: Boolean(stuk.foto), kanMee: stuk.oefening && isDeDag(stand) });
        const rij = rijen.get(stuk.sleutel);
        if (rij?.stempel === stempel) continue;
        const li = maakRij(stuk, stand);
        if (!rij) ul.append(li);
        else {
          const bezig = rij.li.contains(document.activeElement);
          rij.li.replaceWith(li);
          li.tabIndex = -1;
          if (bezig) li.focus();
        }
        rijen.set(stuk.sleutel, { li, stempel });
      }
    },
  };
}
