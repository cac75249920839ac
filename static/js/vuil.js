import "./blad.js";

// What was typed and not sent is not left by mistake: the browser asks first. Without this script going back still brings it back.
const vuil = new Set();
addEventListener("input", (event) => event.target.form?.method === "post" && vuil.add(event.target.form));
addEventListener("submit", (event) => vuil.delete(event.target));
addEventListener("beforeunload", (event) => vuil.size && event.preventDefault());
