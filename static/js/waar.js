// Where the device is, asked only after a press. Resolves to {lat, lon, meter}; rejects with a sentence for who pressed.
const WAAROM_NIET = {
  1: "U gaf geen toestemming voor uw locatie. Dat is goed: u kunt ook de kaart gebruiken of de plek beschrijven.",
  2: "Uw apparaat weet nu niet waar u bent. Gebruik de kaart of beschrijf de plek.",
  3: "Uw apparaat vond uw locatie niet op tijd. Probeer het opnieuw, of gebruik de kaart.",
};

export const kanWaar = () => Boolean(navigator.geolocation) && isSecureContext;

export function waarBenIk() {
  return new Promise((klaar, mis) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => klaar({ lat: coords.latitude, lon: coords.longitude, meter: coords.accuracy }),
      ({ code }) => mis(new Error(WAAROM_NIET[code] ?? WAAROM_NIET[2])),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  });
}
