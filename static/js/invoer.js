// Enter adds a remark (or a form on paper) without leaving the page: the fields are empty at once, and what was entered is saved in its order
// while the next is typed. Each has a key of its own, so that what is sent again is not added twice. Without this script the page itself comes back.
const form = document.querySelector("[data-invoer]");
const lijst = document.querySelector("[data-ingevoerd]");
const bericht = form?.querySelector("[data-bericht]");
const namen = (form?.dataset.invoer || "titel plaats naam").split(" "); // what is typed anew each time; the first gets the focus
const formulier = form?.hasAttribute("data-alles"); // nothing stays for the next
const regels = []; // what is not saved yet: { gegevens, waarom }; with a reason it was refused, and waits for who typed it
let bezig = false;

const zeg = (tekst) => { bericht.textContent = tekst; };
const nietMeerLeeg = () => {
  document.querySelector("[data-leeg]")?.remove();
  lijst?.closest("[hidden]")?.removeAttribute("hidden");
};
const nieuweSleutel = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
const ietsGetypt = () => namen.some((naam) => form.elements[naam].value.trim());
const lees = (html) => new DOMParser().parseFromString(html, "text/html");

const maakLeeg = () => {
  if (formulier) form.reset();
  for (const naam of namen) form.elements[naam].value = "";
  form.elements.sleutel.value = nieuweSleutel();
  form.elements[namen[0]].focus();
};

const zetTerug = (regel) => {
  regels.splice(regels.indexOf(regel), 1);
  const bestanden = new DataTransfer();
  for (const [naam, waarde] of regel.gegevens) {
    const veld = form.elements[naam];
    if (waarde instanceof File) {
      if (waarde.name) bestanden.items.add(waarde);
      veld.files = bestanden.files;
    } else if (veld.type === "checkbox") veld.checked = true;
    else if (naam !== "csrfmiddlewaretoken") veld.value = waarde;
  }
  zegWatBlijft();
};

// What is not saved yet stays in sight.
const toon = () => {
  let blok = form.querySelector("[data-wacht]");
  if (!blok) {
    blok = document.createElement("ul");
    blok.dataset.wacht = "";
    bericht.after(blok);
  }
  blok.replaceChildren(...regels.map((regel) => {
    const rij = document.createElement("li");
    rij.textContent = `“${regel.gegevens.get("titel")}”: ${regel.waarom ? `niet bewaard. ${regel.waarom} ` : "wordt bewaard."}`;
    if (regel.waarom) {
      const knop = document.createElement("button");
      knop.type = "button";
      knop.className = "nl-button nl-button--secondary";
      knop.textContent = "Zet terug om te verbeteren";
      knop.addEventListener("click", () => {
        if (ietsGetypt()) return zeg("Bewaar eerst wat u nu typt. Zet daarna deze terug.");
        zetTerug(regel);
        toon();
        zeg("");
        form.elements[namen[0]].focus();
      });
      rij.append(knop);
    }
    return rij;
  }));
};

// Not saved, and nothing else is being typed: the page itself shows what is wrong, or asks to sign in and keeps this meanwhile.
const laatPaginaZien = (regel) => {
  if (regels.length > 1 || ietsGetypt()) return false;
  zetTerug(regel);
  form.submit();
  return true;
};

const nieuwBewijs = async () => {
  const antwoord = await fetch(location.href, { redirect: "manual" }).catch(() => null);
  const vers = antwoord?.ok && lees(await antwoord.text()).querySelector("[data-invoer] [name=csrfmiddlewaretoken]");
  if (vers) form.elements.csrfmiddlewaretoken.value = vers.value;
};

const bewaar = async () => {
  const regel = regels.find(({ waarom }) => !waarom);
  toon();
  if (!regel || bezig) return;
  bezig = true;
  regel.gegevens.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  let status = -1;
  let html = "";
  try {
    const antwoord = await fetch(form.action, { method: "POST", body: regel.gegevens, headers: { Accept: "text/x-regel" }, redirect: "manual" });
    html = await antwoord.text();
    status = antwoord.status;
  } catch {
    // no connection: with the same key it is tried again, and what did arrive is not added twice
  }
  bezig = false;
  if (status === 200) {
    regels.splice(regels.indexOf(regel), 1);
    const sjabloon = document.createElement("template");
    sjabloon.innerHTML = html; // a row made and escaped by our own server
    const rij = sjabloon.content.firstElementChild;
    if (lijst && ![...lijst.rows].some((al) => al.cells[0].textContent === rij.cells[0].textContent)) lijst.prepend(rij);
    nietMeerLeeg();
    zeg(rij.dataset.bewaard);
    bewaar();
  } else if (status !== -1 && laatPaginaZien(regel)) {
    bezig = true; // the page goes
  } else if (status === 422) {
    regel.waarom = [...lees(html).querySelectorAll("[data-invoer] #fouten li")].map((fout) => fout.textContent.trim()).join(" ");
    regel.waarom ||= "Er klopt iets niet.";
    zeg(`“${regel.gegevens.get("titel")}” is niet bewaard. Kijk hieronder waarom.`);
    bewaar();
  } else {
    zeg(status === -1
      ? "Geen verbinding. Laat deze pagina open: wat hieronder staat, bewaren we zodra het weer kan."
      : "Nog niet bewaard. Misschien bent u niet meer ingelogd. Laat deze pagina open en log in op een ander tabblad: dan gaat het hier vanzelf verder.");
    if (status !== -1) await nieuwBewijs();
    setTimeout(bewaar, 5000);
  }
};

form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName !== "SELECT") return; // in a text field the browser does this itself
  event.preventDefault();
  form.requestSubmit();
});

form?.addEventListener("submit", (event) => {
  if (event.submitter?.name) return; // the button of another part of the page: an ordinary form
  const leeg = !form.elements.titel.value.trim();
  if (formulier && (leeg || form.querySelector("[aria-invalid=true]"))) return; // the page itself says what is still to be mended
  event.preventDefault();
  if (leeg) {
    if (!bericht.textContent) zeg("Schrijf eerst op wat er gezegd is.");
    form.elements.titel.focus();
    return;
  }
  const gegevens = new FormData(form);
  for (const naam of ["regels", "bestand"]) gegevens.delete(naam); // what waits in the other parts of the page stays there
  regels.push({ gegevens });
  maakLeeg();
  bewaar();
});

// What stays chosen is said beside the line, as the lists hold it: also after going back, which brings back what was chosen.
const keuzes = form?.elements.titel.dataset.blijft?.split(" ") ?? [];
const zegWatBlijft = () => {
  const gekozen = keuzes.map((naam) => form.elements[naam]).filter((keuze) => keuze.value);
  const zinnen = gekozen.map((keuze) => `${keuze.labels[0].firstChild.textContent.trim().replace("?", "")}: ${keuze.selectedOptions[0].text}.`);
  if (keuzes.length) document.getElementById("id_titel_helptext").textContent = `Dit blijft staan. ${zinnen.join(" ")}`;
};
form?.addEventListener("change", (event) => {
  if (!keuzes.includes(event.target.name)) return;
  zegWatBlijft();
  const lijstkeuze = document.querySelector(`[name=lijst_${event.target.name}]`); // counts for a list that is pasted too
  if (lijstkeuze) lijstkeuze.value = event.target.value;
});
addEventListener("pageshow", zegWatBlijft);

addEventListener("beforeunload", (event) => regels.length && event.preventDefault());

// Colleagues enter at the same time: what they add comes in by itself, but never while somebody is in the list.
const ververs = async () => {
  if (document.hidden || bezig || lijst.contains(document.activeElement)) return;
  try {
    const antwoord = await fetch(lijst.dataset.ververs, { headers: { Accept: "text/x-regels" }, redirect: "manual" });
    if (antwoord.status !== 200 || bezig) return;
    const rijen = await antwoord.text();
    if (!rijen.includes("<tr") || bezig || lijst.contains(document.activeElement)) return;
    lijst.innerHTML = rijen; // made and escaped by our own server
    nietMeerLeeg();
  } catch {
    // no connection: the next time
  }
};
if (lijst?.dataset.ververs) setInterval(ververs, 10_000);
