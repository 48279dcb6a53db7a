/**
 * Words and elements: every string from the data reaches the page as a text node.
 */

const SVG = "http://www.w3.org/2000/svg";
/** @type {Record<string, string>} */
const TEXTS = PAYLOAD.texts;

/**
 * A text of the page's language, its `{names}` filled in.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
function say(key, values = {}) {
  return TEXTS[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * Make an element; children that are strings become text nodes.
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * @param {string} id
 * @returns {HTMLElement}
 */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** What no XML may hold, so that the chart as SVG can be read. */
const NOT_XML = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g;

/**
 * Escape a string for Plotly, to which every string is pseudo-HTML, and a formula between dollar signs.
 * @param {string} text
 */
function plotlyText(text) {
  const written = text.replace(NOT_XML, "\ufffd");
  return written.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\$/g, "&#36;");
}

/**
 * What a search compares: lower case, without diacritics.
 * @param {string} text
 */
function folded(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
}

/**
 * Call `action` at most once a frame.
 * @param {() => void} action
 */
function oncePerFrame(action) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      action();
    });
  };
}

/**
 * Call `action` when nothing has asked for it again for some time.
 * @param {() => void} action
 * @param {number} wait in milliseconds
 */
function onceStill(action, wait) {
  /** @type {number | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };
}

/** Tell a screen reader. @param {string} message */
function announce(message) {
  byId("announce").textContent = message;
}

/**
 * A whole number with the thousands apart. Not by Intl, which takes longer to load its tables than the chart takes.
 * @param {number} number
 */
function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, say("thousands"));
}
