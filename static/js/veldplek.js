// The place of the phone, when its owner wants it along; asked for only then.
const VERS = 90_000; // ms that a place holds while one walks
const GROF = 150; // metres: beyond this it says nothing about where in the street
const PLEK = "veld:plek";

export function maakPlek(vakje, stand) {
  let laatste = null;
  let kijkt;
  const zeg = (tekst) => {
    if (stand.textContent !== tekst) stand.textContent = tekst;
  };
  const onthoud = (aan) => {
    try {
      localStorage.setItem(PLEK, aan ? "ja" : "");
    } catch {
      // then it is asked again next time
    }
  };

  function begin() {
    if (!navigator.geolocation) return zeg("Deze telefoon kan geen plek geven. Kies de halte.");
    zeg("De telefoon zoekt de plek…");
    kijkt = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        laatste = { lat: coords.latitude, lon: coords.longitude, nauwkeurig: coords.accuracy, wanneer: timestamp };
        zeg(coords.accuracy > GROF ? "De plek is nog te onnauwkeurig en gaat niet mee." : `De plek gaat mee, op ongeveer ${Math.max(1, Math.round(coords.accuracy))} meter nauwkeurig.`);
      },
      (fout) => zeg(fout.code === fout.PERMISSION_DENIED ? "U gaf geen toestemming voor de plek. Kies de halte." : "De telefoon vindt de plek nu niet. Uw opmerking gaat zonder plek mee."),
      { enableHighAccuracy: true, maximumAge: 10_000 },
    );
  }

  function stop() {
    if (kijkt !== undefined) navigator.geolocation.clearWatch(kijkt);
    kijkt = undefined;
    laatste = null;
    zeg("");
  }

  vakje.addEventListener("change", () => {
    onthoud(vakje.checked);
    if (vakje.checked) begin();
    else stop();
  });
  try {
    vakje.checked = localStorage.getItem(PLEK) === "ja";
  } catch {
    vakje.checked = false;
  }
  if (vakje.checked) begin();

  // { lat, lon }, or nothing.
  const nu = () => (laatste && laatste.nauwkeurig <= GROF && Date.now() - laatste.wanneer < VERS ? { lat: Number(laatste.lat.toFixed(6)), lon: Number(laatste.lon.toFixed(6)) } : {});
  return { nu };
}
