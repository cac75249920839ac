// The page that says thank you: what was kept on this device of the idea (static/js/concept.js) has arrived, and is erased.
import { del } from "idb-keyval";

const GESTUURD = "idee:gestuurd"; // of this tab: the key of the form that was sent last

export function lees(plek) {
  try {
    return JSON.parse(localStorage.getItem(plek));
  } catch {
    return null; // unreadable, or not allowed: nothing was kept
  }
}

export function vergeet(plek) {
  try {
    localStorage.removeItem(plek);
  } catch {
    // nothing was kept either
  }
  del(plek).catch(() => {});
}

export function isGestuurd(sleutel) {
  try {
    return sessionStorage.getItem(GESTUURD) === sleutel;
  } catch {
    return false;
  }
}

const klaar = document.querySelector("[data-concept-klaar]");
const plek = klaar && `concept:${klaar.dataset.conceptKlaar}`;
const concept = plek && lees(plek);
// What was typed after sending, in another tab, is another idea and stays.
if (concept?.wacht) {
  sessionStorage.setItem(GESTUURD, concept.sleutel);
  vergeet(plek);
}
