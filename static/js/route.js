// The route of a walk: stops with their numbers, and on the page where it is drawn a map that fills the list of stops. The list is what is
// sent; everything that the map can do, its fields can do too.
import { ligtIn } from "./binnen.js";

const PER_GRAAD = 111320; // metres of latitude, as in wijk/geo.py
const rond = (graad) => Number(graad.toFixed(6));

// A stop as a numbered disc.
export function nummer(latlng, cijfer, naam, anders) {
  const merk = L.marker(latlng, { icon: L.divIcon({ className: "wp-punt wp-punt--knop wp-punt--blauw wp-haltenummer", html: String(cijfer), iconSize: [32, 32] }), ...anders });
  merk.on("add", () => merk.getElement().setAttribute("aria-label", `Halte ${cijfer}: ${naam}`));
  return merk.bindTooltip(naam);
}

// With a finger, a mouse or Enter.
const opKlik = (merk, doe) => merk.on("click keypress", (event) => (event.type === "click" || event.originalEvent.key === "Enter") && doe());

export function tekenRoute(kaart, form, grens) {
  const deel = (naam) => document.querySelector(`[data-${naam}]`);
  const lijst = deel("haltes-lijst");
  const aantal = form.querySelector("[data-aantal]");
  const lijn = L.polyline([], { weight: 5, className: "wp-route", interactive: false }).addTo(kaart);
  const laag = L.layerGroup().addTo(kaart);
  let aanwijzen; // the row whose place the next tap is

  const veld = (rij, naam) => rij.querySelector(`[name$="-${naam}"]`);
  const graad = (rij, naam) => (veld(rij, naam).value.trim() ? Number(veld(rij, naam).value.replace(",", ".")) : NaN);
  const zeg = (tekst) => (deel("route-bericht").textContent = tekst);
  const rijen = () => [...lijst.querySelectorAll("[data-halte]")];
  const plek = (rij) => (Number.isFinite(graad(rij, "lat")) && Number.isFinite(graad(rij, "lon")) ? L.latLng(graad(rij, "lat"), graad(rij, "lon")) : null);
  const bochten = (rij) => veld(rij, "tussen").value.split(";").map((stuk) => stuk.trim().split(/\s+/).map((getal) => Number(getal.replace(/,$/, "").replace(",", ".")))).filter((punt) => punt.length === 2 && punt.every(Number.isFinite)).map(([lat, lon]) => L.latLng(lat, lon));
  const zetPlek = (rij, { lat, lng }) => { veld(rij, "lat").value = rond(lat); veld(rij, "lon").value = rond(lng); };
  const zetBochten = (rij, punten) => (veld(rij, "tussen").value = punten.map(({ lat, lng }) => `${rond(lat)} ${rond(lng)}`).join("; "));

  // Everything that is on the line, in order: a stop, or the so-manieth bend after one.
  const opDeLijn = () => rijen().flatMap((rij) => [...(plek(rij) ? [{ rij, waar: plek(rij) }] : []), ...bochten(rij).map((waar, bocht) => ({ rij, waar, bocht }))]);

  const teken = () => {
    laag.clearLayers();
    const alles = opDeLijn();
    lijn.setLatLngs(alles.map(({ waar }) => waar));
    rijen().forEach((rij, nr) => {
      const waar = plek(rij);
      rij.querySelector("[data-halte-nummer]").textContent = nr + 1;
      rij.querySelector("[data-halte-buiten]").textContent = waar && grens && !ligtIn(grens, waar.lng, waar.lat) ? "Deze plek ligt buiten de wijk. Dat mag." : "";
      if (!waar) return;
      const merk = nummer(waar, nr + 1, veld(rij, "naam").value || `halte ${nr + 1}`, { draggable: true, autoPan: true }).addTo(laag);
      merk.on("dragend", () => { zetPlek(rij, merk.getLatLng()); teken(); zeg(`Halte ${nr + 1} is verplaatst. Bewaar de route om het vast te leggen.`); });
      opKlik(merk, () => veld(rij, "naam").focus());
    });
    for (const { rij, waar, bocht } of alles) {
      if (bocht === undefined) continue;
      const merk = L.marker(waar, { draggable: true, icon: L.divIcon({ className: "wp-punt wp-punt--knop wp-punt--grijs", iconSize: [24, 24] }) }).addTo(laag);
      merk.getElement().setAttribute("aria-label", "Bocht in de lijn: tik om hem weg te halen");
      merk.on("dragend", () => { zetBochten(rij, bochten(rij).map((een, nr) => (nr === bocht ? merk.getLatLng() : een))); teken(); });
      opKlik(merk, () => { zetBochten(rij, bochten(rij).filter((een, nr) => nr !== bocht)); teken(); zeg("De bocht is weg."); });
    }
    zegLengte(alles.map(({ waar }) => waar));
  };

  const zegLengte = (punten) => {
    const regel = deel("route-lengte");
    let meter = 0;
    for (let i = 1; i < punten.length; i++) {
      const [van, naar] = [punten[i - 1], punten[i]];
      meter += Math.hypot(naar.lat - van.lat, (naar.lng - van.lng) * Math.cos((van.lat * Math.PI) / 180)) * PER_GRAAD;
    }
    meter = Math.round(meter);
    const minuten = Math.max(1, Math.round(meter / ((regel.dataset.tempo * 1000) / 60)));
    regel.textContent = meter ? `De route is ongeveer ${meter.toLocaleString("nl")} meter: ${minuten} ${minuten === 1 ? "minuut" : "minuten"} lopen, bij ${regel.dataset.tempo} kilometer per uur en zonder stil te staan.` : "De lengte ziet u als twee haltes een plek hebben.";
  };

  const nieuweHalte = (waar) => {
    const nr = Number(aantal.value);
    const stuk = deel("halte-sjabloon").innerHTML.replaceAll("__n__", nr).replaceAll("__nummer__", nr + 1);
    const houder = document.createElement("template");
    houder.innerHTML = stuk;
    const rij = houder.content.querySelector("[data-halte]");
    deel("geen-haltes")?.remove();
    lijst.append(rij);
    aantal.value = nr + 1;
    zetPlek(rij, waar);
    kanAanwijzen(rij);
    teken();
    veld(rij, "naam").focus({ preventScroll: true });
    zeg(`Halte ${nr + 1} staat op de kaart. Vul in de lijst in hoe hij heet.`);
  };

  // A bend goes into the piece of line that it lies nearest to.
  const nieuweBocht = (waar) => {
    const alles = opDeLijn();
    if (alles.length < 2) return zeg("Zet eerst twee haltes op de kaart. Daartussen kan een bocht.");
    const punt = kaart.latLngToLayerPoint(waar);
    const afstand = (nr) => L.LineUtil.pointToSegmentDistance(punt, kaart.latLngToLayerPoint(alles[nr].waar), kaart.latLngToLayerPoint(alles[nr + 1].waar));
    const na = alles.slice(1).map((_, nr) => nr).reduce((beste, nr) => (afstand(nr) < afstand(beste) ? nr : beste), 0);
    const { rij, bocht = -1 } = alles[na];
    const punten = bochten(rij);
    punten.splice(bocht + 1, 0, waar);
    zetBochten(rij, punten);
    teken();
    zeg("De bocht staat in de lijn. Sleep hem om hem te verplaatsen.");
  };

  const kanAanwijzen = (rij) => {
    const knop = rij.querySelector("[data-halte-aanwijzen]");
    knop.hidden = false;
    knop.addEventListener("click", () => {
      aanwijzen = rij;
      kaart.getContainer().focus();
      kaart.getContainer().scrollIntoView({ block: "nearest" });
      zeg(`Tik op de kaart waar ${veld(rij, "naam").value || "deze halte"} is.`);
    });
  };

  kaart.on("click", ({ latlng }) => {
    if (aanwijzen?.isConnected) {
      zetPlek(aanwijzen, latlng);
      teken();
      zeg("De plek is aangewezen. Bewaar de route om het vast te leggen.");
    } else if (form.querySelector("[name=tik]:checked")?.value === "punt") nieuweBocht(latlng);
    else {
      // What stands in the list gets its place first.
      const zonder = rijen().find((rij) => !plek(rij));
      if (!zonder) nieuweHalte(latlng);
      else {
        zetPlek(zonder, latlng);
        teken();
        zeg(`${veld(zonder, "naam").value || "De halte zonder plek"} staat op de kaart. Bewaar de route om het vast te leggen.`);
      }
    }
    aanwijzen = undefined;
  });
  lijst.addEventListener("change", teken);
  rijen().forEach(kanAanwijzen);
  teken();
  if (lijn.getLatLngs().length && !kaart.getBounds().contains(lijn.getBounds())) kaart.fitBounds(kaart.getBounds().extend(lijn.getBounds()));
}
