// "Dicht bij mij": asks the device where it is, after a press, and puts that in the address, rounded to some ten metres.
import { kanWaar, waarBenIk } from "./waar.js";

const deel = document.querySelector("[data-bij-mij]");
if (deel && kanWaar()) {
  deel.hidden = false;
  const bericht = deel.querySelector("[role=status]");
  deel.querySelector("button").addEventListener("click", async () => {
    bericht.textContent = "We vragen uw apparaat waar u bent…";
    try {
      const { lat, lon } = await waarBenIk();
      const url = new URL(location.href);
      for (const naam of ["pagina", "bbox", "sorteer"]) url.searchParams.delete(naam);
      url.searchParams.set("bij", `${lat.toFixed(4)},${lon.toFixed(4)}`);
      location.assign(url);
    } catch (fout) {
      bericht.textContent = fout.message;
    }
  });
}
