// The place of an idea, beside the words for it: the map at the press of a button, where the device is, an address. All of them fill the
// fields lat and lon; whatever fills those, the page says at once when the place lies outside the wijk.
import { ligtIn } from "./binnen.js";
import { kanWaar, waarBenIk } from "./waar.js";

const ONNAUWKEURIG = 75; // metres: from here on a device does not know which street it is in
const GROEP = document.querySelector("[data-plek]");
if (GROEP) begin(GROEP);

function begin(groep) {
  const deel = (naam) => groep.querySelector(`[data-plek-${naam}]`);
  const vak = groep.querySelector("[data-kaart]");
  const [lat, lon] = ["lat", "lon"].map((naam) => document.querySelector(`[name=${naam}]`));
  const graad = (veld) => (veld.value.trim() ? Number(veld.value.replace(",", ".")) : NaN);
  const zeg = (tekst) => (deel("bericht").textContent = tekst);
  const zet = (breedte, lengte) => {
    lat.value = breedte === "" ? "" : Number(breedte).toFixed(6);
    lon.value = lengte === "" ? "" : Number(lengte).toFixed(6);
    lat.dispatchEvent(new Event("change", { bubbles: true }));
  };

  deel("knoppen").hidden = false;
  deel("hier").hidden = !kanWaar();
  const openKaart = (focus) => {
    if (focus) vak.dataset.focus = "";
    deel("kaart").hidden = true;
    vak.dispatchEvent(new Event("kaart:open"));
  };
  deel("kaart").addEventListener("click", () => {
    openKaart(true);
    vak.scrollIntoView({ block: "center" }); // on a phone it opens below the screen
  });
  deel("weg").addEventListener("click", () => {
    zet("", "");
    zeg("De plek is weggehaald.");
    (deel("kaart").hidden ? vak : deel("kaart")).focus();
  });

  deel("hier").addEventListener("click", async () => {
    zeg("We vragen uw apparaat waar u bent…");
    let hier;
    try {
      hier = await waarBenIk();
    } catch (fout) {
      return zeg(fout.message);
    }
    vak.dataset.naar = `${hier.lat},${hier.lon}`;
    openKaart();
    vak.dispatchEvent(new Event("kaart:naar"));
    if (hier.meter > ONNAUWKEURIG) {
      return zeg(`Uw apparaat weet het niet precies: het kan ${Math.round(hier.meter)} meter schelen. We vulden niets in. Wijs de plek aan op de kaart.`);
    }
    zet(hier.lat, hier.lon);
    zeg(`Uw locatie is ingevuld, op ongeveer ${Math.max(1, Math.round(hier.meter))} meter precies. Klopt het niet? Wijs de plek aan op de kaart.`);
  });

  const grens = vak.dataset.grens && JSON.parse(document.getElementById(vak.dataset.grens).textContent);
  const bekijk = () => {
    const er = Number.isFinite(graad(lat)) && Number.isFinite(graad(lon));
    deel("weg").hidden = !er;
    const buiten = er && grens && !ligtIn(grens, graad(lon), graad(lat));
    deel("buiten").textContent = buiten ? `Deze plek ligt buiten de ${groep.dataset.plek}. U mag uw idee wel sturen: we kijken wie het aangaat.` : "";
  };
  lat.addEventListener("change", bekijk);
  lon.addEventListener("change", bekijk);
  bekijk();
  if (Number.isFinite(graad(lat))) openKaart();

  const adres = deel("adres");
  if (adres) zoekAdres(adres, zeg, (gevonden) => {
    zet(gevonden.lat, gevonden.lon);
    openKaart();
    zeg(`Gekozen: ${gevonden.naam}.`);
  });
}

// Without this script the button sends the page to the server, which answers with the same choices.
function zoekAdres(deel, zeg, kies) {
  const veld = deel.querySelector("[name=adres]");
  const knop = deel.querySelector("[name=zoek_adres]");
  const lijst = deel.querySelector("[data-adressen]");
  const zoek = async (event) => {
    event.preventDefault();
    if (!veld.value.trim()) return veld.focus();
    zeg("We zoeken het adres…");
    lijst.replaceChildren();
    const vraag = new FormData();
    vraag.set("adres", veld.value);
    vraag.set("csrfmiddlewaretoken", veld.form.elements.csrfmiddlewaretoken.value);
    try {
      const antwoord = await fetch(knop.formAction, { method: "POST", body: vraag, headers: { Accept: "application/json" } });
      const { bericht, adressen } = await antwoord.json();
      zeg(bericht);
      if (adressen.length === 1) return kies(adressen[0]);
      for (const een of adressen) {
        const regel = document.createElement("li");
        const kiesKnop = document.createElement("button");
        kiesKnop.type = "button";
        kiesKnop.className = "nl-button nl-button--secondary";
        kiesKnop.textContent = `Kies ${een.naam}`;
        kiesKnop.addEventListener("click", () => {
          lijst.replaceChildren();
          kies(een);
          veld.focus();
        });
        regel.append(kiesKnop);
        lijst.append(regel);
      }
    } catch {
      zeg("We kunnen nu geen adres zoeken. Wijs de plek aan op de kaart of beschrijf de plek.");
    }
  };
  knop.addEventListener("click", zoek);
  veld.addEventListener("keydown", (event) => event.key === "Enter" && zoek(event));
}
