// Tells under the title which ideas look like it, while somebody types. Without this script a button on the form asks the same.
const plek = document.querySelector("[data-lijkt]");
const gezegd = document.querySelector("[data-lijkt-gezegd]");
const knop = document.querySelector("[data-lijkt-knop]");
const form = plek?.closest("form");
const RUST = 700; // milliseconds without typing before we ask
let wacht;
let vraag; // the request that is under way: a newer one takes its place

async function kijk() {
  vraag?.abort();
  if (form.elements.titel.value.trim().length < 6) return toon("");
  vraag = new AbortController();
  // No file and no personal details: only what the ideas are compared by.
  const gegevens = new FormData();
  for (const naam of ["csrfmiddlewaretoken", "titel", "omschrijving", "thema", "lat", "lon"]) gegevens.set(naam, form.elements[naam]?.value ?? "");
  try {
    const antwoord = await fetch(plek.dataset.lijkt, { method: "POST", body: gegevens, signal: vraag.signal });
    if (antwoord.ok) toon((await antwoord.text()).trim()); // made and escaped by our own server
  } catch {
    // No connection: the form works without the list.
  }
}

function toon(html) {
  const sjabloon = document.createElement("template");
  sjabloon.innerHTML = html;
  if (sjabloon.innerHTML === plek.dataset.toont) return; // the same is not read aloud twice
  plek.dataset.toont = sjabloon.innerHTML;
  const zin = sjabloon.content.querySelector("[data-lijkt-zin]");
  gezegd.textContent = zin?.textContent ?? "";
  zin?.remove();
  plek.replaceChildren(sjabloon.content);
}

function straks() {
  clearTimeout(wacht);
  wacht = setTimeout(kijk, RUST);
}

if (form) {
  knop.hidden = true; // the list comes by itself, and chosen photos stay
  form.elements.titel.addEventListener("input", straks);
  for (const naam of ["omschrijving", "thema", "lat", "lon"]) form.elements[naam]?.addEventListener("change", straks);
  for (const soort of ["click", "keyup"]) form.querySelector("[data-kaart]")?.addEventListener(soort, straks); // a place was pointed out
  if (form.elements.titel.value && !document.getElementById("gekeken")) straks(); // filled in before, by the back button
}
