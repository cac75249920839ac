// Loads the map (Leaflet and kaart.js) only when somebody wants it: when its place comes into view, or, with data-op-knop, at the press of
// a button. What it loads stands in a <template> (templates/delen/kaart_bestanden.html), so that nothing is fetched before.
const sjabloon = document.querySelector("template[data-kaart-bestanden]");
let gevraagd = false;

function toon(vak) {
  vak.hidden = false;
  if (gevraagd) return;
  gevraagd = true;
  for (const deel of sjabloon.content.children) {
    const echt = document.importNode(deel, true);
    if (echt.tagName === "SCRIPT") {
      echt.async = false; // in this order
      echt.addEventListener("error", () => mislukt(vak));
    }
    document.head.append(echt);
  }
}

function mislukt(vak) {
  if (vak.hidden) return;
  vak.hidden = true;
  const bericht = document.createElement("p");
  bericht.setAttribute("role", "status");
  vak.after(bericht);
  bericht.textContent = "De kaart komt nu niet binnen. U kunt zonder de kaart verder.";
}

function inBeeld(vak) {
  // A hidden element is never in view: what is watched is a mark in its place.
  const merk = document.createElement("div");
  vak.before(merk);
  const kijker = new IntersectionObserver(
    (gezien) => {
      if (!gezien.some((een) => een.isIntersecting)) return;
      kijker.disconnect();
      merk.remove();
      toon(vak);
    },
    { rootMargin: "200px" },
  );
  kijker.observe(merk);
}

for (const vak of sjabloon ? document.querySelectorAll("[data-kaart]") : []) {
  vak.addEventListener("kaart:open", () => toon(vak));
  if ("opKnop" in vak.dataset) continue;
  if (!vak.dataset.vanaf) inBeeld(vak);
  else {
    // Beside a list there is a map only where there is room for both.
    const breed = matchMedia(`(min-width: ${vak.dataset.vanaf})`);
    if (breed.matches) inBeeld(vak);
    else breed.addEventListener("change", () => inBeeld(vak), { once: true });
  }
}
