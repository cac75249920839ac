// Makes a map of every element with data-kaart. What it is told stands in data attributes (templates/delen/kaart.html); without this
// script the page says the same in words. Leaflet (L) comes from django-leaflet.
const HEEMSTEDE = [52.3448, 4.6155];
const json = (id) => JSON.parse(document.getElementById(id).textContent);
// Colours are those of the style sheet (static/css/pagina.css, "map"), so that they follow the municipality and the dark mode.
const stip = (latlng, kleur) => L.circleMarker(latlng, { radius: 9, weight: 3, fillOpacity: 1, className: `wp-punt wp-punt--${kleur}` });

// What only makes sense beside a map is hidden until there is one; the still picture in its place is for paper then.
for (const deel of document.querySelectorAll("[data-bij-kaart]")) deel.hidden = false;
for (const beeld of document.querySelectorAll("[data-kaart-stil]")) beeld.toggleAttribute("hidden", true);
for (const vak of document.querySelectorAll("[data-kaart]")) maak(vak, vak.dataset);

function maak(vak, gegevens) {
  vak.hidden = false;
  const kaart = L.map(vak, { zoomControl: true, attributionControl: true, fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false, zoomSnap: 0.25 });
  kaart.attributionControl.setPrefix("");
  kaart.setView(HEEMSTEDE, 15);
  for (const [selector, tekst] of [[".leaflet-control-zoom-in", "Kom dichterbij"], [".leaflet-control-zoom-out", "Ga verder weg"]]) {
    const knop = vak.querySelector(selector);
    knop.title = tekst;
    knop.setAttribute("aria-label", tekst);
  }
  vak.classList.toggle("wp-kaartvlak--tegels", Boolean(gegevens.tegels));
  if (gegevens.tegels) L.tileLayer(gegevens.tegels, { attribution: gegevens.tegelbron, maxZoom: 19 }).addTo(kaart);
  let grens;
  if (gegevens.grens) {
    grens = L.geoJSON(json(gegevens.grens), { interactive: false, style: { weight: 3, fillOpacity: 0.06, className: "wp-grens" } }).addTo(kaart);
    kaart.fitBounds(grens.getBounds(), { padding: [12, 12] });
  }
  if (gegevens.lat) {
    const punt = [Number(gegevens.lat), Number(gegevens.lon)];
    stip(punt, "groen").addTo(kaart);
    // Without tiles only the boundary tells where the point lies.
    if (grens && !gegevens.tegels) kaart.fitBounds(grens.getBounds().extend(punt), { padding: [12, 12] });
    else kaart.setView(punt, 16);
  }
  if (gegevens.route) {
    const lijn = L.geoJSON(json(gegevens.route), { interactive: false, style: { weight: 5, className: "wp-route" } }).addTo(kaart);
    kaart.fitBounds(lijn.getBounds(), { padding: [24, 24] });
  }
  if (gegevens.haltes) {
    for (const halte of json(gegevens.haltes)) stip([halte.lat, halte.lon], "blauw").bindTooltip(halte.naam).addTo(kaart);
  }
  if (gegevens.punten) toonPunten(kaart, vak, gegevens.punten);
  if ("kies" in gegevens) kies(kaart, vak);
  if (gegevens.teken) teken(kaart, vak, document.getElementById(gegevens.teken));
}

async function toonPunten(kaart, vak, adres) {
  const bericht = document.querySelector("[data-kaart-bericht]");
  const stippen = new Map(); // by idea number
  let vorige;
  const haal = async () => {
    const url = new URL(adres, location.href);
    if (vorige) url.searchParams.set("bbox", kaart.getBounds().toBBoxString());
    vorige?.abort?.();
    vorige = new AbortController();
    try {
      const antwoord = await fetch(url, { signal: vorige.signal });
      const punten = await antwoord.json();
      // Opening a popup moves the map, and a moved map asks for its points again: only the difference changes, and the point that is
      // being read stays.
      const nummers = new Set(punten.features.map(({ properties }) => properties.nummer));
      for (const [nummer, punt] of stippen) {
        if (nummers.has(nummer) || punt.isPopupOpen()) continue;
        punt.remove();
        stippen.delete(nummer);
      }
      for (const { geometry, properties } of punten.features) {
        if (stippen.has(properties.nummer)) continue;
        const [lon, lat] = geometry.coordinates;
        const tekst = document.createElement("div");
        const naar = document.createElement("a");
        naar.href = properties.url;
        naar.textContent = properties.titel;
        tekst.append(naar, document.createElement("br"), `Idee ${properties.nummer}, ${properties.status_tekst}`);
        stippen.set(properties.nummer, stip([lat, lon], properties.kleur).bindPopup(tekst).addTo(kaart));
      }
      if (punten.meer && bericht) bericht.textContent = "U ziet de nieuwste 1.000 ideeën op dit stuk kaart. Kom dichterbij of kies een thema om andere te zien.";
    } catch (fout) {
      if (fout.name !== "AbortError" && bericht) bericht.textContent = "De punten op de kaart komen niet binnen. In de lijst hieronder staan ze wel.";
    }
  };
  await haal();
  kaart.on("moveend", haal);
}

// Choose a place: tap the map, or move it with the arrow keys and press Enter to take its middle.
function kies(kaart, vak) {
  const lat = document.querySelector("[name=lat]");
  const lon = document.querySelector("[name=lon]");
  let punt;
  const uitleg = document.createElement("p");
  uitleg.className = "wp-hint";
  uitleg.textContent = "Tik op de kaart om de plek aan te wijzen. Met het toetsenbord: schuif de kaart met de pijltjes en druk op Enter.";
  vak.before(uitleg);
  const zet = ({ lat: breedte, lng: lengte }) => {
    punt?.remove();
    punt = stip([breedte, lengte], "rood").addTo(kaart);
    lat.value = breedte.toFixed(6);
    lon.value = lengte.toFixed(6);
    uitleg.textContent = "De plek is aangewezen. Tik ergens anders om hem te verplaatsen.";
  };
  kaart.on("click", (event) => zet(event.latlng));
  vak.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === vak) {
      event.preventDefault();
      zet(kaart.getCenter());
    }
  });
  if (lat.value && lon.value) zet({ lat: Number(lat.value.replace(",", ".")), lng: Number(lon.value.replace(",", ".")) });
}

// Draw a route: each tap adds a point to the GeoJSON in the text area.
function teken(kaart, vak, veld) {
  let punten = [];
  try { punten = JSON.parse(veld.value).coordinates ?? []; } catch { punten = []; }
  const lijn = L.polyline(punten.map(([lon, lat]) => [lat, lon]), { weight: 5, className: "wp-route" }).addTo(kaart);
  const knop = document.createElement("button");
  knop.type = "button";
  knop.className = "nl-button nl-button--secondary";
  knop.textContent = "Haal het laatste punt weg";
  vak.after(knop);
  const bewaar = () => {
    lijn.setLatLngs(punten.map(([lon, lat]) => [lat, lon]));
    veld.value = punten.length > 1 ? JSON.stringify({ type: "LineString", coordinates: punten }) : "";
  };
  kaart.on("click", ({ latlng }) => { punten.push([Number(latlng.lng.toFixed(6)), Number(latlng.lat.toFixed(6))]); bewaar(); });
  knop.addEventListener("click", () => { punten.pop(); bewaar(); });
}
