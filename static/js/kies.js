// Choose a place on the map: tap it, or move it under the cross in its middle and press the button (or Enter). The place stands in the
// fields lat and lon; who fills those from elsewhere says "change", and the map follows.
export function kies(kaart, vak, stip) {
  const lat = document.querySelector("[name=lat]");
  const lon = document.querySelector("[name=lon]");
  const getal = (veld) => (veld.value.trim() ? Number(veld.value.replace(",", ".")) : NaN);
  let punt;

  const uitleg = document.createElement("p");
  uitleg.className = "wp-hint";
  uitleg.id = "kaart-uitleg";
  uitleg.setAttribute("role", "status");
  vak.setAttribute("aria-describedby", uitleg.id);
  vak.before(uitleg);
  uitleg.textContent =
    "Tik op de kaart om de plek aan te wijzen. Of schuif de kaart, met uw vinger of met de pijltjes, tot de plek onder het kruis ligt, en druk op de knop.";

  const kruis = document.createElement("div");
  kruis.className = "wp-kruis";
  kruis.setAttribute("aria-hidden", "true");
  vak.append(kruis);
  const rij = document.createElement("p");
  rij.className = "wp-acties";
  const midden = document.createElement("button");
  midden.type = "button";
  midden.className = "nl-button nl-button--secondary";
  midden.textContent = "Kies het midden van de kaart";
  rij.append(midden);
  vak.after(rij);

  const toon = () => {
    punt?.remove();
    const plek = [getal(lat), getal(lon)];
    if (!plek.every(Number.isFinite)) return;
    punt = stip(plek, "rood").addTo(kaart);
    if (!kaart.getBounds().contains(plek)) kaart.setView(plek, Math.max(kaart.getZoom(), 16));
  };
  const zet = ({ lat: breedte, lng: lengte }) => {
    lat.value = breedte.toFixed(6);
    lon.value = lengte.toFixed(6);
    lat.dispatchEvent(new Event("change", { bubbles: true }));
    uitleg.textContent = "De plek is aangewezen. Tik ergens anders, of schuif de kaart en druk opnieuw op de knop, om hem te verplaatsen.";
  };
  kaart.on("click", (event) => zet(event.latlng));
  midden.addEventListener("click", () => zet(kaart.getCenter()));
  vak.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== vak) return;
    event.preventDefault(); // it would send the form
    zet(kaart.getCenter());
  });
  lat.addEventListener("change", toon);
  lon.addEventListener("change", toon);
  // Somebody is about here: show it, choose nothing.
  const naar = () => vak.dataset.naar && kaart.setView(vak.dataset.naar.split(",").map(Number), 16);
  vak.addEventListener("kaart:naar", naar);
  naar();
  toon();
}
