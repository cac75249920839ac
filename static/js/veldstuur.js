// From the phone to the portal: one piece after another, each as often as needed. It leaves the phone only when the portal says that it is stored.
import { alle, bewaarStand, leesStand, verander, wisNamen } from "./veldbewaar.js";

const GEDULD = 60_000; // ms for one piece
const EVEN = 15_000; // ms for how the walk stands
const KORT = 4000; // ms before another page is opened
const WACHT = [1000, 2000, 5000, 15_000, 30_000]; // ms between attempts
const HIER = new URL(".", location.href);

// `veranderd(stand)` is called after each change; stand: { net: "goed" | "weg" | "inloggen" | "recht", bezig, aangekomen: [] }.
export function maakZender(wandeling, veranderd) {
  const stand = { net: "goed", bezig: false, aangekomen: [] };
  let token = "";
  let mislukt = 0;
  let straks;

  async function vraag(pad, gegevens, geduld) {
    const stop = new AbortController();
    const klok = setTimeout(() => stop.abort(), geduld);
    try {
      const antwoord = await fetch(new URL(pad, HIER), {
        method: gegevens ? "POST" : "GET",
        body: gegevens,
        headers: { Accept: "application/json", ...(gegevens && { "X-CSRFToken": token }) },
        redirect: "manual",
        cache: "no-store",
        signal: stop.signal,
      });
      if (antwoord.type === "opaqueredirect") return { status: 401 };
      const is_json = antwoord.headers.get("Content-Type")?.startsWith("application/json");
      return { status: antwoord.status, tekst: is_json ? await antwoord.json() : null };
    } finally {
      clearTimeout(klok);
    }
  }

  // How the walk stands, and a token for what is sent. False when the portal cannot be reached, or not by this person.
  async function verversStand() {
    let antwoord;
    try {
      antwoord = await vraag("stand/", null, EVEN);
    } catch {
      stand.net = "weg";
      return false;
    }
    const { status, tekst } = antwoord;
    if (status === 401 || status === 403) {
      stand.net = status === 401 ? "inloggen" : "recht";
      await wisNamen(true).catch(() => {});
      return false;
    }
    if (status !== 200 || !tekst) {
      stand.net = "weg";
      return false;
    }
    const { token: vers, nu, ...rest } = tekst;
    token = vers;
    stand.net = "goed";
    await bewaarStand(wandeling, { ...rest, verschil: nu - Date.now() });
    return true;
  }

  function inhoud(stuk, verschil) {
    const gegevens = new FormData();
    const velden = {
      idee: ["titel", "soort", "halte", "lat", "lon"],
      erbij: ["naam", "denkt_mee"],
      tik: ["aanmelding"],
    }[stuk.wat];
    for (const naam of velden) if (stuk[naam] !== undefined && stuk[naam] !== null && stuk[naam] !== false) gegevens.append(naam, stuk[naam]);
    if (stuk.wat === "tik") {
      gegevens.append("aanwezig", stuk.aanwezig ? "1" : "0");
      gegevens.append("moment", Math.max(0, Math.round(stuk.moment + verschil)));
    } else {
      if (stuk.foto) gegevens.append("fotos", stuk.foto, "foto.jpg");
      gegevens.append("sleutel", stuk.sleutel); // last: of what is cut off on the way the portal then keeps nothing
    }
    return gegevens;
  }

  // Gives whether the next one may be tried at once.
  async function stuurEen(kandidaat) {
    const stuk = await verander(kandidaat.sleutel, (nu) => (nu.vast || nu.reden ? undefined : { ...nu, onderweg: true, pogingen: nu.pogingen + 1 }));
    if (!stuk) return true;
    const zelfde = (doe) => verander(stuk.sleutel, (nu) => (nu.moment === stuk.moment ? doe(nu) : undefined)); // a later tap stays
    let antwoord;
    try {
      const { verschil = 0 } = (await leesStand(wandeling)) ?? {};
      antwoord = await vraag(`${stuk.wat}/`, inhoud(stuk, verschil), GEDULD);
    } catch {
      return false; // it may have arrived: the same key goes again
    }
    const { status, tekst } = antwoord;
    if (status === 200 && tekst) {
      if (stuk.wat === "tik") await noteer(stuk.aanmelding, tekst.aanwezig);
      await zelfde(() => null);
      if (stuk.wat === "idee") stand.aangekomen.unshift({ nummer: tekst.nummer, titel: stuk.titel, pad: tekst.pad });
      return true;
    }
    if (status === 401 || status === 403) {
      await zelfde((nu) => ({ ...nu, onderweg: false }));
      if (status === 401) stand.net = "inloggen";
      return false;
    }
    if ([404, 413, 415, 422].includes(status)) {
      const reden = tekst?.reden || (status === 413 ? "Deze foto is te groot om te sturen. Laat de foto weg." : "Deze wandeling staat niet meer in het portaal.");
      await zelfde((nu) => ({ ...nu, onderweg: false, reden }));
      return true;
    }
    return false;
  }

  async function noteer(aanmelding, aanwezig) {
    const nu = await leesStand(wandeling);
    if (!nu) return;
    for (const mens of nu.mensen) if (mens.pk === aanmelding) mens.aanwezig = aanwezig;
    await bewaarStand(wandeling, nu);
  }

  const teSturen = async () => (await alle(wandeling)).filter((stuk) => !stuk.reden && !stuk.vast).sort((a, b) => a.pogingen - b.pogingen || a.moment - b.moment);

  async function ronde() {
    if (!(await verversStand())) return;
    let fout = 0;
    for (;;) {
      const [eerste] = await teSturen();
      if (!eerste) break;
      const goed = await stuurEen(eerste);
      veranderd(stand);
      if (stand.net === "inloggen") return;
      if (goed) fout = 0;
      else if (++fout > 2) {
        stand.net = "weg";
        return;
      } else if (!(await verversStand())) return;
    }
    await verversStand();
  }

  async function stuur() {
    clearTimeout(straks);
    if (stand.bezig) return;
    stand.bezig = true;
    veranderd(stand);
    const voor = stand.aangekomen.length;
    try {
      if (navigator.locks) await navigator.locks.request(`veld:${wandeling}`, { ifAvailable: true }, (slot) => slot && ronde());
      else await ronde();
    } finally {
      stand.bezig = false;
    }
    veranderd(stand);
    const over = (await teSturen()).length;
    mislukt = stand.aangekomen.length > voor ? 0 : mislukt + 1;
    if (over && stand.net !== "inloggen" && stand.net !== "recht") straks = setTimeout(stuur, WACHT[Math.min(mislukt, WACHT.length - 1)]);
  }

  // Whether the portal answers at all.
  const isBereikbaar = () => (navigator.onLine ? vraag("stand/", null, KORT).then(() => true, () => false) : Promise.resolve(false));

  addEventListener("online", stuur);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && stuur());
  return { stuur, stand, isBereikbaar };
}
