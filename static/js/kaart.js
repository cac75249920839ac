// Makes a map of every element with data-kaart. What it is told stands in data attributes (templates/delen/kaart.html); without this
// script the page says the same in words. Leaflet (L) comes from django-leaflet; kaartlader.js loads both when the map is wanted.
import { kies } from "./kies.js";
import { toonPunten } from "./punten.js";
import { nummer, tekenRoute } from "./route.js";

const HEEMSTEDE = [52.3448, 4.6155];
const json = (id) => JSON.parse(document.getElementById(id).textContent);
// Colours are those of the style sheet (static/css/pagina.css, "map"), so that they follow the municipality and the dark mode.
const stip = (latlng, kleur, anders) => L.circleMarker(latlng, { radius: 9, weight: 3, fillOpacity: 1, className: `wp-punt wp-punt--${kleur}`, ...anders });

// What only makes sense beside a map is hidden until there is one; the still picture in its place is for paper then.
for (const deel of document.querySelectorAll("[data-bij-kaart]")) deel.hidden = false;
for (const beeld of document.querySelectorAll("[data-kaart-stil]")) beeld.toggleAttribute("hidden", true);
for (const vak of document.querySelectorAll("[data-kaart]")) maak(vak, vak.dataset);

function maak(vak, gegevens) {
  vak.hidden = false;
  const kaart = L.map(vak, { zoomControl: true, attributionControl: true, fadeAnimation: false, zoomAnimation: false, markerZoomAnimation: false, zoomSnap: 0.25, maxZoom: 19 });
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
    // Without tiles only the boundary tells where the line lies.
    kaart.fitBounds(grens && !gegevens.tegels ? grens.getBounds().extend(lijn.getBounds()) : lijn.getBounds(), { padding: [24, 24] });
  }
  if (gegevens.haltes) {
    for (const halte of json(gegevens.haltes)) nummer([halte.lat, halte.lon], halte.nummer, halte.naam).addTo(kaart);
  }
  if (gegevens.punten) toonPunten(kaart, vak, stip, gegevens.punten);
  if ("kies" in gegevens) kies(kaart, vak, stip);
  if ("focus" in gegevens) vak.focus({ preventScroll: true });
  if (gegevens.teken) tekenRoute(kaart, document.getElementById(gegevens.teken), grens && json(gegevens.grens));
}
