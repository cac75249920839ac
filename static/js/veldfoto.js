// A photo as it is kept on the phone and sent: upright, and no larger than the portal keeps it.
const LANGSTE = 1600; // pixels
const GROOTSTE = 15e6; // bytes of one that this browser cannot read itself (HEIC): the portal can

export async function maakKlein(bestand) {
  let beeld;
  try {
    beeld = await createImageBitmap(bestand, { imageOrientation: "from-image" });
  } catch {
    if (bestand.size > GROOTSTE) throw new RangeError("te groot");
    return new Blob([await bestand.arrayBuffer()], { type: bestand.type });
  }
  const doek = document.createElement("canvas");
  teken(doek, beeld, LANGSTE);
  return new Promise((klaar, fout) => doek.toBlob((blob) => (blob ? klaar(blob) : fout(new Error("geen foto"))), "image/jpeg", 0.85));
}

export async function toon(doek, foto) {
  try {
    teken(doek, await createImageBitmap(foto), 192);
    doek.hidden = false;
  } catch {
    doek.hidden = true; // only the portal can read it
  }
}

function teken(doek, beeld, langste) {
  const deel = Math.min(1, langste / Math.max(beeld.width, beeld.height));
  doek.width = Math.max(1, Math.round(beeld.width * deel));
  doek.height = Math.max(1, Math.round(beeld.height * deel));
  doek.getContext("2d").drawImage(beeld, 0, 0, doek.width, doek.height);
  beeld.close();
}
