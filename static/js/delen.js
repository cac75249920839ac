// Share and print buttons; each shows only where the browser can do it. The links and the address beside them work without.
for (const blok of document.querySelectorAll("[data-delen]")) {
  const { adres, titel } = blok.dataset;
  const zeg = (tekst) => { blok.querySelector("[data-bericht]").textContent = tekst; };
  const knop = (naam, kan, doe) => {
    const element = blok.querySelector(`[data-${naam}]`);
    if (!kan) return;
    element.hidden = false;
    element.addEventListener("click", doe);
  };
  knop("kopieer", navigator.clipboard, () =>
    navigator.clipboard.writeText(adres).then(
      () => zeg("Het adres is gekopieerd."),
      () => zeg("Kopiëren lukt niet. Selecteer het adres hierboven."),
    ));
  knop("deel", navigator.share, () => navigator.share({ title: titel, url: adres }).catch(() => {})); // closing it again is no error
  knop("print", true, () => window.print());
  blok.querySelector("[data-zonder-script]").hidden = true;
}
