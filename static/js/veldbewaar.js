// What the phone keeps of a walk, until it is really stored: pieces (a remark, a tap on a name, somebody who came along), each under the
// key by which the portal knows it; and apart from them how the walk stands, with the names of who signed up.
//
// A piece: { sleutel, wandeling, wat: "idee" | "tik" | "erbij", moment, pogingen, onderweg, reden, vast, ... }.
// onderweg: it may have arrived, so it can no longer change. reden: why the portal refused it. vast: somebody is changing it.
// oefening: written before the day of the walk, to try it; it then has a `reden` too.
import { createStore, del, get, promisifyRequest, set, values } from "idb-keyval";

const stukken = createStore("veld-stukken", "stukken");
const standen = createStore("veld-stand", "standen");

export const nieuweSleutel = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

export const bewaar = (stuk) => set(stuk.sleutel, { pogingen: 0, onderweg: false, reden: "", vast: false, ...stuk }, stukken);

export async function alle(wandeling) {
  const eigen = (await values(stukken)).filter((stuk) => stuk.wandeling === wandeling && stuk.wat !== "concept");
  return eigen.sort((a, b) => a.moment - b.moment);
}

// Changes one piece in one transaction, also when another tab is at it: `doe` gives the new piece, null to erase it, or nothing to leave it.
// Gives what it became.
export const verander = (sleutel, doe) =>
  stukken("readwrite", (winkel) => {
    let uit;
    const vraag = winkel.get(sleutel);
    vraag.onsuccess = () => {
      uit = vraag.result && doe(vraag.result);
      if (uit === null) winkel.delete(sleutel);
      else if (uit) winkel.put(uit, sleutel);
    };
    return promisifyRequest(winkel.transaction).then(() => uit);
  });

// What is typed but not yet kept as a remark.
export const leesConcept = (wandeling) => get(`concept:${wandeling}`, stukken);
export const bewaarConcept = (wandeling, concept) => (concept ? set(`concept:${wandeling}`, { ...concept, wandeling, wat: "concept" }, stukken) : del(`concept:${wandeling}`, stukken));

export const leesStand = (wandeling) => get(wandeling, standen);
export const bewaarStand = (wandeling, stand) => (stand ? set(wandeling, stand, standen) : del(wandeling, standen));

// The names of others go: all of them, or those whose time is over.
export const wisNamen = (alles) =>
  standen("readwrite", (winkel) => {
    const loop = winkel.openCursor();
    loop.onsuccess = () => {
      const regel = loop.result;
      if (!regel) return;
      if (alles || !(regel.value.bewaren_tot > Date.now())) regel.delete();
      regel.continue();
    };
    return promisifyRequest(winkel.transaction);
  });
