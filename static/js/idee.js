// The form with which somebody sends an idea. It works without any of this.
import "./plek.js";
import "./voorwaarden.js";
import "./fotokeuze.js";
import "./concept.js";
