// Shows only the conditions about the chosen theme; without this script all of them stand there, by theme.
const lijst = document.querySelector("[data-voorwaarden]");
const thema = document.querySelector("select[name=thema]");

function filter() {
  const gekozen = thema.selectedOptions[0];
  for (const groep of lijst.querySelectorAll("[data-thema]")) groep.hidden = Boolean(thema.value) && groep.dataset.thema !== thema.value;
  lijst.querySelector("summary").textContent = thema.value ? `Wat kan wel en wat kan niet bij ${gekozen.textContent}?` : "Wat kan wel en wat kan niet?";
  if (thema.value) lijst.open = true;
}

if (lijst && thema) {
  thema.addEventListener("change", filter);
  if (thema.value) filter();
}
