// The keys by which an official toetst, which outcome follows meanwhile (the server decides it again), standard sentences, and who else looks.
const WOORD = { past: "Dit kan.", past_deels: "Dit kan voor een deel.", past_niet: "Dit kan niet." };
const ELKE_MINUUT = 60_000;
const EVEN = 1200; // in milliseconds
const KIEST = /^([1-4 ]|Arrow.+)$/;
const inBeeld = (ding) => ding.getBoundingClientRect().bottom > 0 && ding.getBoundingClientRect().top < innerHeight;

for (const form of document.querySelectorAll("[data-toets]")) {
  const vak = form.querySelector("[data-uitkomst]");
  const antwoord = form.elements.reden;
  const rijen = [...form.querySelectorAll("div.wp-oordeel")].filter((rij) => rij.querySelector("input[data-oordeel]"));
  const keuzes = (rij) => [...rij.querySelectorAll("input[data-oordeel]")];
  const gekozen = (rij) => keuzes(rij).find((keuze) => keuze.checked);
  const waarom = (rij) => rij.querySelector(".wp-waarom input");
  const zichtbaar = (rij) => !rij.closest("details:not([open])");

  const reken = () => {
    const waarden = rijen.map((rij) => gekozen(rij)?.value);
    const over = waarden.filter((waarde) => !waarde).length;
    const uitkomst = waarden.includes("voldoet_niet") ? "past_niet" : waarden.includes("voorwaarde") ? "past_deels" : "past";
    vak.hidden = over === waarden.length;
    vak.textContent = over ? `Nog ${over} te beoordelen.` : `De bewoner leest: ${WOORD[uitkomst]}`;
  };
  const aanHetEind = (veld, hoe) => {
    if (/\S$/.test(veld.value) && veld.matches("textarea, .wp-waarom input")) veld.value += " "; // what is typed does not stick to it
    veld.focus(hoe);
    veld.setSelectionRange(veld.value.length, veld.value.length); // after what stands there already, not before it
  };
  // Somebody who presses one key too many after the last verdict is in the answer by then: for a moment that key is no text.
  let tot = 0;
  const naarAntwoord = () => {
    aanHetEind(antwoord);
    tot = Date.now() + EVEN;
  };
  antwoord.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (Date.now() < tot && /^[1-4aos]$/.test(event.key)) {
      event.preventDefault();
      tot = Date.now() + EVEN;
    } else tot = 0;
  });
  const naar = (rij) => (rij ? (gekozen(rij) ?? keuzes(rij)[0]).focus() : naarAntwoord());
  const volgende = (rij) => naar(rijen.slice(rijen.indexOf(rij) + 1).find(zichtbaar));
  const vraagtReden = (rij) => ["voorwaarde", "voldoet_niet"].includes(gekozen(rij)?.value) && !waarom(rij).value.trim();

  const eersteOpen = () => rijen.filter(zichtbaar).find((rij) => !gekozen(rij) || vraagtReden(rij));

  const kies = (rij, cijfer) => {
    keuzes(rij)[cijfer - 1].checked = true;
    reken();
    if (cijfer === 2 || cijfer === 3) aanHetEind(waarom(rij));
    else volgende(rij);
  };
  const deRest = () => {
    for (const rij of rijen.filter(zichtbaar)) if (!gekozen(rij)) keuzes(rij)[0].checked = true;
    reken();
    const open = rijen.find(vraagtReden);
    if (open) aanHetEind(waarom(open));
    else naarAntwoord();
  };

  // From what is wrong, or the explanation of the keys: a figure is for the first verdict that is open, when that is in sight.
  const vanBoven = (toets) => {
    const rij = eersteOpen();
    if (rij && !gekozen(rij) && toets !== "Enter" && inBeeld(keuzes(rij)[0])) kies(rij, Number(toets));
    else {
      if (rij && gekozen(rij)) aanHetEind(waarom(rij));
      else naar(rij);
      rij?.scrollIntoView({ block: "nearest", behavior: "instant" });
    }
  };

  // The other answers, each behind its letter.
  const anders = [...document.querySelectorAll("details[data-letter]")];
  const openAnders = (letter) => {
    const deel = anders.find((een) => een.dataset.letter === letter);
    if (!deel) return false;
    deel.open = true;
    aanHetEind(deel.querySelector("input:not([type=hidden]), textarea"));
    return true;
  };
  for (const ander of anders) {
    ander.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey) return;
      const ctrl = event.ctrlKey || event.metaKey;
      if (event.key === "Enter" && ctrl) form.requestSubmit(ander.querySelector("button[name=actie]"));
      else if (event.key === "Enter" && event.target.matches("input")) aanHetEind(ander.querySelector("textarea"));
      else if (event.key === "Escape") {
        ander.open = false; // what was typed in it stays
        naar(rijen.filter(zichtbaar).find((rij) => !gekozen(rij)));
      } else return;
      event.preventDefault();
    });
  }

  let nogOngezien = null; // the verdict that the page opened on, when that is out of sight
  form.addEventListener("change", reken);
  form.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey) return;
    const rij = event.target.closest("div.wp-oordeel");
    const bijOordeel = event.target.matches("input[data-oordeel]"); // single keys do something there and above it alone (WCAG 2.1.4)
    const erboven = event.target.closest("#fouten, summary");
    const ongezien = event.target === nogOngezien && KIEST.test(event.key) && !inBeeld(event.target);
    nogOngezien = null;
    if (ongezien) rij.scrollIntoView({ block: "nearest", behavior: "instant" }); // nothing is chosen unseen
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    else if (event.ctrlKey || event.metaKey) return;
    else if (event.key === "Enter" && rij && event.target.matches("input, select")) volgende(rij);
    else if (bijOordeel && /^[1-4]$/.test(event.key)) kies(rij, Number(event.key));
    else if (erboven && (/^[1-4]$/.test(event.key) || (event.key === "Enter" && event.target === erboven && erboven.id))) vanBoven(event.key);
    else if ((bijOordeel || erboven) && event.key === "a") deRest();
    else if (!(bijOordeel || erboven) || !openAnders(event.key)) return;
    event.preventDefault();
  });

  // A sentence that is chosen takes the place of the one chosen before it; what was typed stays.
  for (const zinnen of form.querySelectorAll("[data-zin]")) {
    const veld = form.elements[zinnen.dataset.zin];
    let vorige = "";
    zinnen.removeAttribute("name"); // it is written here, and can be changed here; so the server need not write it
    zinnen.addEventListener("change", () => {
      const zin = zinnen.value ? zinnen.selectedOptions[0].text : "";
      const getypt = (vorige && veld.value.endsWith(vorige) ? veld.value.slice(0, -vorige.length) : veld.value).trimEnd();
      veld.value = [getypt, zin].filter(Boolean).join(" ");
      vorige = zin;
    });
    veld.addEventListener("input", () => {
      if (!veld.value.trim()) [zinnen.value, vorige] = ["", ""]; // wiped: then it can be chosen again
    });
  }
  form.querySelector("[data-toetsenbord]").hidden = false;
  const rest = form.querySelector("[data-rest]");
  rest.hidden = false;
  rest.addEventListener("click", deRest);
  reken();
  // The page opens on the first verdict, or reason of one, that is still to be given; after a refusal on what is wrong. Not on a touch screen, where somebody
  // who has it read out would miss the idea, nor away from who types already.
  const begin = () => {
    const elders = document.querySelector("[autofocus]") || document.activeElement?.matches("input, textarea, select");
    if (elders || matchMedia("(pointer: coarse)").matches) return;
    const open = eersteOpen();
    const kiest = open && !gekozen(open); // else a verdict is there, and its reason is not
    const doel = kiest ? keuzes(open)[0] : open ? waarom(open) : antwoord;
    const kolom = form.closest("section");
    if (kiest) doel.focus({ preventScroll: true });
    else aanHetEind(doel, { preventScroll: true });
    // Beside the idea no further than needed, so that its title stays in sight. Below it, or with a concept that has all verdicts, the page stays at
    // the begin of the idea: what is typed comes in sight by itself.
    if ((kiest || !form.dataset.toets) && kolom.offsetLeft > kolom.previousElementSibling.offsetLeft) (open ?? doel).scrollIntoView({ block: "nearest", behavior: "instant" });
    else if (kiest) nogOngezien = doel;
  };
  begin();
  // The place that an address names (a page opened again after a skip link) takes the focus later, and can leave it nowhere.
  if (location.hash) addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(begin)));
}

// The idea stays in sight beside its answer. Where it does not fit, it scrolls along until its end shows, so that nothing of it is cut off.
const blijft = document.querySelector(".wp-blijft");
if (blijft) {
  const pas = () => blijft.style.setProperty("--blijft", `${Math.min(16, innerHeight - blijft.offsetHeight - 16)}px`);
  new ResizeObserver(pas).observe(blijft);
  addEventListener("resize", pas);
}

const bezig = document.querySelector("[data-bezig]");
if (bezig) {
  const meld = async () => {
    if (document.hidden) return;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const uit = await fetch(bezig.dataset.bezig, { method: "POST", body, redirect: "error" });
      const nieuw = uit.ok ? (await uit.text()).trim() : bezig.innerHTML.trim();
      if (nieuw !== bezig.innerHTML.trim()) bezig.innerHTML = nieuw; // made and escaped by our own server
    } catch {
      // no connection: who looks is told again with the next one
    }
  };
  setInterval(meld, ELKE_MINUUT);
  document.addEventListener("visibilitychange", meld);
}
