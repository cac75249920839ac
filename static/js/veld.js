// "Onderweg": write down what is said on a walk and tap who is there, also without a connection. What is kept: veldbewaar.js; sending: veldstuur.js.
import { bewaar, bewaarConcept, bewaarStand, leesConcept, leesStand, nieuweSleutel, verander, alle } from "./veldbewaar.js";
import { maakKlein, toon } from "./veldfoto.js";
import { isDeDag, maakLijst } from "./veldlijst.js";
import { maakPlek } from "./veldplek.js";
import { maakZender } from "./veldstuur.js";

const blok = document.querySelector("[data-veld]");
const zoek = (naam) => blok.querySelector(`[data-${naam}]`);
const wandeling = Number(blok.dataset.wandeling);
const noteerForm = zoek("noteer");
const erbijForm = zoek("erbij");
const lijst = maakLijst(zoek("wachtend"), { stuur: () => zender.stuur(), teken, naWeg: () => zoek("balk").focus(), teLaat });
const plek = maakPlek(noteerForm.elements.plek, zoek("plek-stand"));
const zender = maakZender(wandeling, teken);
let foto = null;
let stand = null;

const mislukt = (fout) => {
  console.warn(fout);
  zoek("fout").textContent = "Dit toestel kan nu niets bewaren. Wat u typte staat er nog. Maak ruimte vrij op het toestel en probeer het opnieuw.";
};

// Sent from another tab while somebody was changing it here: what was typed is not lost.
function teLaat(tekst) {
  zoek("fout").textContent = `Dit was intussen al verstuurd, zoals het er eerst stond. U had getypt: “${tekst}”.`;
}

// --- what stands on the page ---
let beurt = Promise.resolve(); // one after another, so that an older picture never comes over a newer one
function teken() {
  beurt = beurt.then(tekenNu, tekenNu);
  return beurt;
}

async function tekenNu() {
  const stukken = await alle(wandeling);
  stand = (await leesStand(wandeling)) ?? null;
  tekenStand(stukken);
  tekenWandeling(stukken);
  lijst.teken(stukken, stand);
  zoek("hier").hidden = !stukken.length;
  const bekend = stand?.van_mij ?? [];
  const nieuw = zender.stand.aangekomen.filter(({ nummer }) => !bekend.some((idee) => idee.nummer === nummer));
  const aangekomen = [...nieuw, ...bekend].slice(0, 20);
  zoek("aan").hidden = !aangekomen.length;
  zoek("aangekomen").replaceChildren(...aangekomen.map(({ nummer, titel, pad }) => regel(`Idee ${nummer}: ${titel}`, pad)));
}

function regel(tekst, pad) {
  const li = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: pad, textContent: tekst });
  li.append(pad ? link : tekst);
  return li;
}

const veel = (aantal, een, meer) => (aantal === 1 ? `1 ${een}` : `${aantal} ${meer}`);

function tekenStand(stukken) {
  const { net, bezig } = zender.stand;
  const geweigerd = stukken.filter((stuk) => stuk.reden && !stuk.oefening).length;
  const oefeningen = stukken.filter((stuk) => stuk.oefening).length;
  const wacht = stukken.length - geweigerd - oefeningen;
  const zinnen = [];
  if (net === "inloggen") zinnen.push(wacht ? `${veel(wacht, "wacht", "wachten")} tot u weer bent ingelogd.` : "U bent niet meer ingelogd.");
  else if (net === "recht") zinnen.push("Met dit account mag u hier niets noteren. Wat u opschreef, blijft op deze telefoon.");
  else if (wacht && (net === "weg" || !bezig)) zinnen.push(`${veel(wacht, "wacht", "wachten")} nog op verbinding.`);
  else if (wacht) zinnen.push(`Bezig met sturen: nog ${wacht}.`);
  else if (net === "weg") zinnen.push("Geen verbinding. U kunt gewoon doorgaan.");
  else if (!geweigerd && !oefeningen) zinnen.push("Alles is verstuurd.");
  if (geweigerd) zinnen.push(`${veel(geweigerd, "kon", "konden")} niet mee.`);
  if (oefeningen) zinnen.push(`${veel(oefeningen, "oefening blijft op deze telefoon en wordt", "oefeningen blijven op deze telefoon en worden")} niet verstuurd.`);
  const tekst = zinnen.join(" ");
  if (zoek("stand").textContent !== tekst) zoek("stand").textContent = tekst; // a reader hears it once
  zoek("balk").classList.toggle("wp-veldstand--wacht", Boolean(wacht) || net !== "goed");
  zoek("balk").classList.toggle("wp-veldstand--fout", Boolean(geweigerd));
  zoek("naar-hier").hidden = !stukken.length;
  zoek("stuur").hidden = !wacht || bezig || net === "inloggen";
  zoek("opnieuw-in").hidden = net !== "inloggen" && net !== "recht";
  document.documentElement.style.scrollPaddingTop = `${zoek("balk").offsetHeight + 16}px`; // what is jumped to stands below it
}

function tekenWandeling(stukken) {
  if (!stand) return zoek("mensen").replaceChildren(); // the names are wiped: nobody is signed in any more
  zoek("klaar").hidden = !stand.klaar;
  zoek("bezig").hidden = Boolean(stand.klaar);
  document.querySelector("[data-titel]").textContent = stand.titel;
  if (stand.klaar) {
    zoek("klaar-zin").textContent = `Deze wandeling is ${stand.klaar}. Hier is niets meer te noteren.`;
    zoek("klaar-invoer").hidden = !stand.aan_bureau;
    if (!stukken.length) ruimOp();
    return;
  }
  const keuze = noteerForm.elements.halte;
  const namen = stand.haltes.map((halte) => halte.naam);
  if ([...keuze.options].slice(1).map((optie) => optie.value).join("\n") !== namen.join("\n")) {
    const gekozen = keuze.value;
    while (keuze.options.length > 1) keuze.remove(1);
    for (const naam of namen) keuze.add(new Option(naam, naam));
    if (namen.includes(gekozen)) keuze.value = gekozen;
  }
  tekenBekijk();
  zoek("oefenen").hidden = isDeDag(stand);
  zoek("oefen-dag").textContent = wanneer();
  zoek("wie-uitleg").textContent = !isDeDag(stand)
    ? "Op de dag van de wandeling tikt u hier aan wie er is."
    : stand.mensen.length
      ? "Tik op een naam als die persoon er is. Tik nog eens als het niet klopt."
      : "Niemand heeft zich aangemeld.";
  tekenMensen(stukken);
}

// What is looked at here, of the stop that is chosen.
function tekenBekijk() {
  const bekijk = stand?.haltes.find((halte) => halte.naam === noteerForm.elements.halte.value)?.bekijk ?? "";
  zoek("bekijk").textContent = bekijk && `Hier bekijken we: ${bekijk}`;
}
noteerForm.elements.halte.addEventListener("change", tekenBekijk);

const wanneer = () => new Date(`${stand.dag}T12:00`).toLocaleDateString("nl-NL", { day: "numeric", month: "long", year: "numeric" });

function tekenMensen(stukken) {
  const getikt = new Map(stukken.filter((stuk) => stuk.wat === "tik" && !stuk.reden).map((stuk) => [stuk.aanmelding, stuk.aanwezig]));
  const rijen = stand.mensen.map((mens) => ({ ...mens, aanwezig: getikt.get(mens.pk) ?? mens.aanwezig === true }));
  const ul = zoek("mensen");
  const bestaand = new Map([...ul.querySelectorAll("button")].map((knop) => [Number(knop.dataset.pk), knop]));
  rijen.forEach((mens, plaats) => {
    let knop = bestaand.get(mens.pk);
    if (!knop) {
      knop = document.createElement("button");
      knop.type = "button";
      knop.className = "wp-naam";
      knop.dataset.pk = mens.pk;
      const li = document.createElement("li");
      li.append(knop);
      ul.insertBefore(li, ul.children[plaats] ?? null);
    }
    bestaand.delete(mens.pk);
    knop.disabled = !isDeDag(stand);
    knop.setAttribute("aria-pressed", String(mens.aanwezig));
    const tekst = [mens.naam, mens.aantal > 1 && `(${mens.aantal} personen)`, mens.wachtlijst && "(wachtlijst)"].filter(Boolean).join(" ");
    if (knop.textContent !== tekst) knop.textContent = tekst;
  });
  for (const knop of bestaand.values()) knop.parentElement.remove();
  erbijForm.hidden = !isDeDag(stand);
}

// --- noting ---
function zetFout(vak, tekst) {
  const [veld, zin] = [vak.querySelector("input, textarea"), vak.querySelector(".wp-fout")];
  vak.classList.toggle("wp-veld--fout", Boolean(tekst));
  zin.hidden = !tekst;
  zin.textContent = tekst;
  if (tekst) {
    veld.setAttribute("aria-invalid", "true");
    veld.focus();
  } else veld.removeAttribute("aria-invalid");
}

// One at a time: a second tap while the first is being kept says nothing new.
let bewaart = false;
async function houd(stuk) {
  if (bewaart) return false;
  bewaart = true;
  try {
    await bewaar({ wandeling, moment: Date.now(), ...stuk });
    zoek("fout").textContent = "";
    return true;
  } catch (fout) {
    mislukt(fout);
    return false;
  } finally {
    bewaart = false;
  }
}

noteerForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  const soort = event.submitter?.value ?? "kans";
  const veld = noteerForm.elements.titel;
  const titel = veld.value.trim();
  zetFout(zoek("vak-titel"), titel ? "" : "Schrijf eerst op wat er gezegd is.");
  if (!titel) return;
  const stuk = { sleutel: nieuweSleutel(), wat: "idee", titel, soort, halte: noteerForm.elements.halte.value, foto, ...plek.nu() };
  // What is tried before the day was not said on the walk: it is never sent by itself.
  if (stand && !isDeDag(stand)) Object.assign(stuk, { oefening: true, reden: `Dit is een oefening. De wandeling is op ${wanneer()}. Daarom is dit niet verstuurd.` });
  if (!(await houd(stuk))) return;
  veld.value = "";
  zetFoto(null);
  await bewaarConcept(wandeling, null).catch(() => {});
  zoek("bewaard").textContent = `Bewaard op deze telefoon: ${titel}`;
  veld.focus();
  await teken();
  zender.stuur();
});

noteerForm.elements.titel.addEventListener("keydown", (event) => {
  if (event.key === "Enter") event.preventDefault(); // one line; which kind it is says the button
});

let spaar;
function spaarConcept() {
  clearTimeout(spaar);
  spaar = setTimeout(() => {
    const titel = noteerForm.elements.titel.value;
    bewaarConcept(wandeling, titel || foto ? { titel, foto, halte: noteerForm.elements.halte.value } : null).catch(() => {});
  }, 200);
}
noteerForm.addEventListener("input", spaarConcept);

erbijForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { naam, denkt_mee } = erbijForm.elements;
  const wie = naam.value.trim();
  zetFout(zoek("vak-naam"), wie ? "" : "Vul de naam in.");
  if (!wie) return;
  if (!(await houd({ sleutel: nieuweSleutel(), wat: "erbij", naam: wie, denkt_mee: denkt_mee.checked }))) return;
  erbijForm.reset();
  naam.focus();
  await teken();
  zender.stuur();
});

zoek("mensen").addEventListener("click", async (event) => {
  const knop = event.target.closest("button");
  if (!knop) return;
  const aanmelding = Number(knop.dataset.pk);
  const aanwezig = knop.getAttribute("aria-pressed") !== "true";
  if (!(await houd({ sleutel: `tik:${wandeling}:${aanmelding}`, wat: "tik", aanmelding, aanwezig, naam: knop.textContent }))) return;
  await teken();
  zender.stuur();
});

// --- photo ---
function zetFoto(nieuw) {
  foto = nieuw;
  zoek("foto-gekozen").hidden = !foto;
  if (foto) toon(zoek("foto-beeld"), foto).then((te_zien) => (zoek("foto-blind").hidden = te_zien));
}

for (const veld of blok.querySelectorAll("[data-foto]")) {
  veld.addEventListener("change", async () => {
    const [bestand] = veld.files;
    veld.value = "";
    if (!bestand) return;
    zoek("foto-fout").textContent = "";
    try {
      zetFoto(await maakKlein(bestand));
    } catch {
      zoek("foto-fout").textContent = "Deze foto is te groot of niet te lezen. Maak een nieuwe foto.";
    }
    spaarConcept();
  });
}
zoek("foto-weg").addEventListener("click", () => {
  zetFoto(null);
  spaarConcept();
  noteerForm.elements.titel.focus();
});

// --- beginning and end ---
let opgeruimd = false;
async function ruimOp() {
  if (opgeruimd) return;
  opgeruimd = true;
  await bewaarStand(wandeling, null);
  const houder = await navigator.serviceWorker?.getRegistration(new URL(".", location.href));
  await houder?.unregister();
  for (const naam of (await globalThis.caches?.keys()) ?? []) if (naam.startsWith(`veld:${new URL(".", location.href)}:`)) await caches.delete(naam);
  zoek("gereed").textContent = "Deze pagina staat niet meer op uw telefoon.";
}

// The service worker keeps the page; without one, an open page keeps what is noted all the same.
function zetOpTelefoon() {
  const zeg = (tekst) => (zoek("gereed").textContent = tekst);
  const kan_niet = () => zeg("Deze browser kan de pagina niet bewaren. Laat haar open staan tot u terug bent.");
  if (!navigator.serviceWorker) return kan_niet();
  navigator.serviceWorker.register(new URL("werker.js", location.href)).catch((fout) => {
    console.warn(fout);
    if (!navigator.serviceWorker.controller) kan_niet();
  });
  navigator.serviceWorker.ready.then(() => opgeruimd || zeg("Deze pagina staat op uw telefoon. Ze werkt ook zonder verbinding."));
}

let vraag_om_neerzetten = null;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault(); // the button asks
  vraag_om_neerzetten = event;
  zoek("zet-neer").hidden = false;
});
zoek("zet-neer").addEventListener("click", () => {
  zoek("zet-neer").hidden = true;
  vraag_om_neerzetten?.prompt();
});
zoek("stuur").addEventListener("click", () => zender.stuur());

// Every other page needs a connection: without one this page says so, where the browser would show a fault.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const gewoon = link && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!gewoon || link.protocol.slice(0, 4) !== "http" || link.pathname === location.pathname) return;
  event.preventDefault();
  if (await zender.isBereikbaar()) return location.assign(link.href);
  zoek("fout").textContent = "U hebt nu geen verbinding. Die pagina kan daarom niet open. Wat u opschreef, blijft op deze telefoon.";
  zoek("fout").scrollIntoView({ block: "center" });
});

async function begin() {
  document.querySelector("[data-zonder-script]").hidden = true;
  blok.hidden = false;
  navigator.storage?.persist?.().catch(() => {}); // so that the browser does not clear it to make room
  zetOpTelefoon();
  for (const stuk of await alle(wandeling)) if (stuk.vast) await verander(stuk.sleutel, (nu) => ({ ...nu, vast: false })); // its form is gone
  const concept = await leesConcept(wandeling);
  await teken();
  if (concept && !noteerForm.elements.titel.value) {
    noteerForm.elements.titel.value = concept.titel;
    noteerForm.elements.halte.value = concept.halte;
    tekenBekijk();
    if (concept.foto) zetFoto(concept.foto);
  }
  zender.stuur();
}

begin().catch(mislukt);
