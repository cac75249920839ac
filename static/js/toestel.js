// On every page of an official: the names that "Onderweg" keeps on this device go when somebody signs out, and when their time is over.
import { wisNamen } from "./veldbewaar.js";

const HOOGSTENS = 2000; // ms that signing out waits for it

wisNamen(false).catch(() => {});
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || new URL(form.action).pathname !== "/uitloggen/") return;
  event.preventDefault();
  await Promise.race([wisNamen(true).catch(() => {}), new Promise((klaar) => setTimeout(klaar, HOOGSTENS))]);
  form.submit();
});
