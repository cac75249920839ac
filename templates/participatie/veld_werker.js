// The service worker of "Onderweg": without a connection it gives the page and its files as they were kept. What is sent never passes here.
const KAST = `veld:${self.registration.scope}:`;
const DEZE = `${KAST}{{ versie }}`;
const PAGINA = self.registration.scope;
const BESTANDEN = [{% for bestand in bestanden %}"{{ bestand|escapejs }}", {% endfor %}].map((pad) => new URL(pad, self.location).href);
const GEDULD = 4000; // ms: a connection that is there in name only

async function haal(adres) {
  const antwoord = await fetch(adres, { cache: "no-cache", credentials: "same-origin" });
  if (!antwoord.ok || antwoord.redirected) throw new TypeError(`${adres}: ${antwoord.status}`); // not signed in: nothing is kept
  return antwoord;
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const kast = await caches.open(DEZE);
      await Promise.all([PAGINA, ...BESTANDEN].map(async (adres) => kast.put(adres, await haal(adres))));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const naam of await caches.keys()) if (naam.startsWith(KAST) && naam !== DEZE) await caches.delete(naam);
      await self.clients.claim();
    })(),
  );
});

// The newest page where there is a connection, so that who is no longer signed in notices; else the kept one.
async function pagina(verzoek) {
  const bewaard = await caches.match(PAGINA, { cacheName: DEZE });
  if (!bewaard) return fetch(verzoek);
  const wacht = new Promise((klaar) => setTimeout(klaar, GEDULD));
  const vers = fetch(verzoek).then((antwoord) => (antwoord.status < 500 ? antwoord : bewaard));
  vers.catch(() => {});
  return Promise.race([vers, wacht.then(() => bewaard)]).catch(() => bewaard);
}

async function bestand(verzoek) {
  return (await caches.match(verzoek.url, { cacheName: DEZE })) ?? fetch(verzoek);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && request.url.split(/[?#]/)[0] === PAGINA) event.respondWith(pagina(request));
  else if (BESTANDEN.includes(request.url)) event.respondWith(bestand(request));
});
