// Enter in a part of a page that is one form presses the (last) button of that part; without this script the page says to press a button.
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.target.tagName !== "INPUT" || event.target.type === "file") return;
  const knop = [...(event.target.closest("[data-deel]")?.querySelectorAll("button[type=submit]") ?? [])].pop();
  if (!knop) return;
  event.preventDefault();
  knop.click();
});
