// The ideas on the map: all points come once, in a compact form, and lie together in clusters until one comes nearer. At most what fits
// in the window is drawn, so that ten thousand ideas move as smoothly as ten. Points and clusters are buttons with a name.
import Supercluster from "supercluster";

const DICHTSTBIJ = 19;
const MEEST_IN_LIJSTJE = 10;

export async function toonPunten(kaart, vak, stip, adres) {
  const bericht = document.querySelector("[data-kaart-bericht]");
  const inLijst = document.querySelector("[data-kaart-in-lijst]");
  const getekend = new Map(); // by key: n27 is an idea, c3 a cluster
  let index;
  let antwoord;

  const haal = async (bbox) => {
    const url = new URL(adres, location.href);
    url.searchParams.set("beknopt", "1");
    if (bbox) url.searchParams.set("bbox", bbox);
    try {
      antwoord = await (await fetch(url)).json();
    } catch {
      if (bericht) bericht.textContent = "De punten op de kaart komen niet binnen. In de lijst staan ze wel.";
      return;
    }
    for (const [welk, punt] of getekend) {
      if (!welk.startsWith("c")) continue; // numbers of clusters are those of one index
      punt.remove();
      getekend.delete(welk);
    }
    index = new Supercluster({ radius: 44, extent: 256, maxZoom: DICHTSTBIJ }).load(antwoord.features);
    if (!bbox && !antwoord.features.some(({ geometry: { coordinates: [lon, lat] } }) => kaart.getBounds().contains([lat, lon]))) {
      const alle = L.latLngBounds(antwoord.features.map(({ geometry: { coordinates: [lon, lat] } }) => [lat, lon]));
      if (alle.isValid()) kaart.fitBounds(alle, { padding: [40, 40], maxZoom: 17 }); // what was asked for lies elsewhere
    }
    if (antwoord.meer && bericht) bericht.textContent = "U ziet de nieuwste 10.000 ideeën op dit stuk kaart. Kom dichterbij of kies een thema om andere te zien.";
    teken();
  };

  const teken = () => {
    if (!index) return;
    const rand = kaart.getBounds();
    const stukken = index.getClusters([rand.getWest(), rand.getSouth(), rand.getEast(), rand.getNorth()], Math.floor(kaart.getZoom()));
    const sleutel = ({ id, properties }) => (id === undefined ? `n${properties.nummer}` : `c${id}`);
    const blijft = new Set(stukken.map(sleutel));
    let hadFocus = false;
    for (const [welk, punt] of getekend) {
      // Opening a popup moves the map: the point that is being read stays.
      if (blijft.has(welk) || punt.isPopupOpen?.()) continue;
      hadFocus ||= punt.getElement() === document.activeElement;
      punt.remove();
      getekend.delete(welk);
    }
    for (const stuk of stukken) if (!getekend.has(sleutel(stuk))) getekend.set(sleutel(stuk), stuk.id === undefined ? idee(stuk) : groep(stuk));
    if (hadFocus) vak.focus({ preventScroll: true });
    if (inLijst) zegInLijst(stukken.reduce((som, { properties }) => som + (properties.point_count ?? 1), 0));
  };

  const zegInLijst = (aantal) => {
    const url = new URL(inLijst.dataset.kaartInLijst, location.href);
    url.searchParams.set("bbox", kaart.getBounds().toBBoxString().split(",").map((graad) => Number(graad).toFixed(5)).join(","));
    inLijst.href = url;
    inLijst.textContent = aantal === 1 ? "Toon dit ene idee in de lijst" : `Toon deze ${aantal.toLocaleString("nl")} ideeën in de lijst`;
    inLijst.parentElement.hidden = !aantal;
  };

  const woorden = ({ nummer, status }) => `Idee ${nummer}, ${antwoord.standen[status].tekst}`;

  const koppeling = (eigenschappen) => {
    const naar = document.createElement("a");
    naar.href = `${antwoord.basis}${eigenschappen.nummer}/`;
    naar.textContent = eigenschappen.titel;
    return naar;
  };

  const knop = ([lon, lat], klasse, naam, tekst = "") => {
    const merk = L.marker([lat, lon], { icon: L.divIcon({ className: klasse, html: tekst, iconSize: tekst ? [44, 44] : [26, 26] }), riseOnHover: true });
    merk.on("add", () => merk.getElement().setAttribute("aria-label", naam));
    return merk;
  };

  const idee = ({ geometry, properties }) => {
    const merk = knop(geometry.coordinates, `wp-punt wp-punt--knop wp-punt--${antwoord.standen[properties.status].kleur}`, `${properties.titel}. ${woorden(properties)}`);
    const tekst = document.createElement("div");
    tekst.append(koppeling(properties), document.createElement("br"), woorden(properties));
    return popup(merk, tekst).addTo(kaart);
  };

  const groep = ({ id, geometry, properties }) => {
    const aantal = properties.point_count;
    const merk = knop(geometry.coordinates, "wp-groepje", `${aantal} ideeën bij elkaar. Kom dichterbij.`, aantal.toLocaleString("nl"));
    const dichterbij = index.getClusterExpansionZoom(id);
    if (dichterbij > DICHTSTBIJ) return popup(merk, lijstje(id, aantal)).addTo(kaart); // all on one spot
    const [lon, lat] = geometry.coordinates;
    merk.on("click keypress", (event) => {
      if (event.type === "click" || event.originalEvent.key === "Enter") kaart.setView([lat, lon], dichterbij);
    });
    return merk.addTo(kaart);
  };

  const lijstje = (id, aantal) => {
    const lijst = document.createElement("ul");
    for (const { properties } of index.getLeaves(id, MEEST_IN_LIJSTJE)) {
      const regel = document.createElement("li");
      regel.append(koppeling(properties));
      lijst.append(regel);
    }
    const doos = document.createElement("div");
    doos.append(`${aantal} ideeën op deze plek.`, lijst);
    if (aantal > MEEST_IN_LIJSTJE) doos.append("De andere staan in de lijst.");
    return doos;
  };

  const popup = (merk, inhoud) => {
    merk.bindPopup(inhoud, { autoPanPadding: [12, 12] });
    merk.on("popupopen", () => {
      if (document.activeElement === merk.getElement()) inhoud.querySelector("a").focus(); // opened with the keyboard: on to what it says
    });
    inhoud.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      merk.closePopup();
      merk.getElement()?.focus();
    });
    merk.on("popupclose", () => setTimeout(teken)); // it may have stayed for its popup alone
    return merk;
  };

  // The card that has the focus or the pointer lights its place.
  let licht;
  const verlicht = ({ target }) => {
    const kaartje = target.closest?.("[data-plek]");
    licht?.remove();
    licht = undefined;
    if (kaartje) licht = stip(kaartje.dataset.plek.split(",").map(Number), "licht", { radius: 17, interactive: false }).addTo(kaart);
  };
  document.addEventListener("focusin", verlicht);
  document.addEventListener("pointerover", verlicht);

  await haal();
  let straks;
  kaart.on("moveend", () => {
    teken();
    if (!antwoord?.meer) return;
    clearTimeout(straks);
    straks = setTimeout(() => haal(kaart.getBounds().toBBoxString()), 300);
  });
}
