// What is typed in the form survives a lost connection, a closed tab and the back button: it is kept on this device alone, until it is
// sent (static/js/verzonden.js) or erased. Without a connection the page stays, and sends it when there is one again; the hidden key of the
// form makes it one idea however often it arrives. Without this script the browser's own back button gives the text back.
import { del, get, set } from "idb-keyval";
import { isGestuurd, lees, vergeet } from "./verzonden.js";

const BEWAREN = 14 * 24 * 3600 * 1000; // ms
const OPNIEUW = 15_000; // ms between attempts
const FOTOS_HOOGSTENS = 80e6; // bytes: what the form may hold, and a little
const form = document.querySelector("form[data-concept]");
const PLEK = form && `concept:${new URL(form.action).pathname}`;
if (form) begin();

function begin() {
  const [stand, melding, uitleg] = ["stand", "melding", "uitleg"].map((naam) => document.querySelector(`[data-concept-${naam}]`));
  const fotos = form.querySelector("input[type=file]");
  let gewijzigd = false;
  let bezig = false;
  let verzonden = false;
  let straks; // the next attempt
  let spaar; // saves once after the last of quick keystrokes

  const velden = () => [...form.elements].filter((veld) => veld.name && veld.tabIndex !== -1 && !["hidden", "file", "submit", "button", "fieldset"].includes(veld.type));
  const zeg = (tekst) => (stand.textContent = tekst);
  const nieuweSleutel = () => (form.elements.sleutel.value = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join(""));

  function bewaar(anders = {}) {
    const waarden = {};
    for (const veld of velden()) {
      if (["radio", "checkbox"].includes(veld.type) ? veld.checked : veld.value) waarden[veld.name] = veld.type === "checkbox" ? true : veld.value;
    }
    const iets = fotos.files.length || ["titel", "omschrijving", "plaats", "lat"].some((naam) => waarden[naam]?.trim());
    try {
      if (iets) localStorage.setItem(PLEK, JSON.stringify({ waarden, sleutel: form.elements.sleutel.value, wanneer: Date.now(), ...anders }));
      else localStorage.removeItem(PLEK);
    } catch {
      return; // no room, or not allowed: then there is no draft
    }
    gewijzigd = false;
  }

  function eerder() {
    const concept = lees(PLEK);
    if (concept && Date.now() - concept.wanneer < BEWAREN) return concept;
    vergeet(PLEK);
    return null;
  }

  // Only what is empty is filled: what the server sent back after a mistake, or the browser kept, is newer.
  function zetTerug({ waarden, sleutel, wacht }) {
    const gevuld = [];
    for (const veld of velden()) {
      const waarde = waarden[veld.name];
      if (waarde === undefined) continue;
      if (veld.type === "radio") {
        if (veld.value === waarde && !form.querySelector(`[name="${veld.name}"]:checked`)) gevuld.push([veld, () => (veld.checked = true)]);
      } else if (veld.type === "checkbox") {
        if (!veld.checked) gevuld.push([veld, () => (veld.checked = true)]);
      } else if (!veld.value) gevuld.push([veld, () => (veld.value = waarde)]);
    }
    if (!gevuld.length) return;
    for (const [, vul] of gevuld) vul();
    form.elements.sleutel.value = sleutel;
    for (const [veld] of gevuld) for (const soort of ["input", "change"]) veld.dispatchEvent(new Event(soort, { bubbles: true }));
    melding.hidden = false;
    melding.querySelector("p").textContent = wacht
      ? "Uw idee is nog niet verstuurd. Het staat hier nog. Druk onderaan op “Stuur uw idee”."
      : "Hier staat wat u eerder invulde op dit apparaat. U kunt verdergaan.";
  }

  async function zetFotosTerug() {
    if (fotos.closest(".wp-veld--fout")) return del(PLEK);
    const bewaard = await get(PLEK);
    if (!bewaard?.length || fotos.files.length) return;
    const houder = new DataTransfer();
    for (const foto of bewaard) houder.items.add(foto);
    fotos.files = houder.files;
    fotos.dispatchEvent(new Event("fotosgezet"));
    const hint = document.getElementById(`${fotos.id}_helptext`);
    if (hint) hint.textContent = `${bewaard.length === 1 ? "Uw foto staat" : `Uw ${bewaard.length} foto’s staan`} er nog. Kiest u er meer, dan komen die erbij.`;
  }

  function wis() {
    clearTimeout(straks);
    vergeet(PLEK);
    form.reset();
    for (const veld of velden()) {
      if (["radio", "checkbox"].includes(veld.type)) veld.checked = false;
      else veld.value = "";
    }
    fotos.value = "";
    fotos.dispatchEvent(new Event("fotosgezet"));
    nieuweSleutel();
    for (const naam of ["lat", "thema"]) form.elements[naam].dispatchEvent(new Event("change", { bubbles: true }));
    gewijzigd = false;
    melding.hidden = true;
    vergeet(PLEK);
    zeg("Het concept is gewist.");
    form.elements.titel.focus();
  }

  async function stuur() {
    straks = clearTimeout(straks);
    if (bezig || verzonden) return;
    bezig = true;
    zeg("Bezig met versturen…");
    let antwoord;
    try {
      antwoord = await post();
      if (antwoord.status === 403) {
        await neemVersToken();
        antwoord = await post();
      }
      if (antwoord.ok) {
        const { naar } = await antwoord.json();
        verzonden = true;
        location.assign(naar);
        return;
      }
    } catch {
      bewaar({ wacht: true });
      zeg("Geen verbinding. Uw idee staat veilig op dit apparaat; we proberen het zo opnieuw.");
      straks = setTimeout(stuur, OPNIEUW);
    } finally {
      bezig = false;
    }
    if (antwoord?.status >= 500) zeg("Bij ons gaat iets mis. Uw idee staat veilig op dit apparaat. Probeer het over een paar minuten opnieuw.");
    else if (antwoord && !antwoord.ok) form.submit(); // the page itself shows what is wrong
  }

  const post = () => fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });

  // The page was open for long, or somebody signed in or out in another tab.
  async function neemVersToken() {
    const vers = new DOMParser().parseFromString(await (await fetch(form.action)).text(), "text/html");
    form.elements.csrfmiddlewaretoken.value = vers.querySelector("form[data-concept] [name=csrfmiddlewaretoken]").value;
  }

  form.addEventListener("input", () => {
    gewijzigd = true;
    clearTimeout(spaar);
    spaar = setTimeout(() => gewijzigd && bewaar(), 300);
  });
  form.addEventListener("change", (event) => {
    bewaar();
    if (event.target !== fotos) return;
    const gekozen = [...fotos.files];
    const groot = gekozen.reduce((som, foto) => som + foto.size, 0);
    (gekozen.length && groot <= FOTOS_HOOGSTENS ? set(PLEK, gekozen) : del(PLEK)).catch(() => {});
  });
  addEventListener("pagehide", () => gewijzigd && !verzonden && bewaar());
  addEventListener("pageshow", () => {
    verzonden = false;
    if (!isGestuurd(form.elements.sleutel.value)) return;
    nieuweSleutel(); // back after sending: what is sent from here is another idea
    zeg("");
  });
  addEventListener("storage", (event) => {
    if (event.key === PLEK && event.newValue === null) nieuweSleutel(); // sent or erased in another tab: what stands here is another idea
  });
  addEventListener("online", () => straks && stuur());
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name) return; // another button than the one that sends the idea
    bewaar({ wacht: true });
    if (navigator.onLine) return; // the browser sends it, and the page that says thank you erases what is kept here
    event.preventDefault();
    stuur();
  });
  for (const knop of document.querySelectorAll("[data-concept-wis]")) knop.addEventListener("click", wis);
  uitleg.hidden = false;
  const concept = eerder();
  if (concept) zetTerug(concept);
  zetFotosTerug().catch(() => {});
}
