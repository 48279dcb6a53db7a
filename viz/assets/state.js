/**
 * What the reader has chosen: filters, lanes, window, selected event; and the fragment that says it all.
 */

const ENUM_FILTERS = { event_type: "type", modality: "modality", qualifier: "certainty", derivation: "known" };
const LEAST_DAYS = 7;

const STATE = {
  query: "",
  /** @type {Record<string, Set<string>>} the values shown of each enum column */
  shown: {},
  place: -1,
  source: -1,
  lanes: "type",
  from: PAYLOAD.opening[0],
  to: PAYLOAD.opening[1],
  /** the selected event, -1 for none */
  selected: -1,
  /** the event the arrow keys are at, -1 for none */
  cursor: -1,
  /** the events that pass the filters, in time order @type {number[]} */
  passing: [],
};

/** Show every value of every filter again. */
function clearFilters() {
  STATE.query = "";
  STATE.place = -1;
  STATE.source = -1;
  for (const column of Object.keys(ENUM_FILTERS)) STATE.shown[column] = new Set(PAYLOAD.enums[column].codes);
}

/**
 * A test for events that have a folded word in their label, date, type or place.
 * @param {string} word
 * @returns {(index: number) => boolean}
 */
function searchFor(word) {
  const [labels, dates, types, places] = [EVENTS.labels, DATE_WORDS, TYPE_NAMES, PLACE_NAMES].map((texts) =>
    texts.containing(word),
  );
  const { words, place } = EVENTS;
  const type = EVENTS.enums.event_type;
  return (index) =>
    (labels[index] || dates[words[index]] || types[type[index]] || (place[index] >= 0 && places[place[index]])) === 1;
}

/** Find the events that pass the filters. */
function applyFilters() {
  const searches = STATE.query ? folded(STATE.query).split(/\s+/).filter(Boolean).map(searchFor) : [];
  const tests = Object.keys(ENUM_FILTERS)
    .filter((column) => STATE.shown[column].size < PAYLOAD.enums[column].codes.length)
    .map((column) => {
      const passes = PAYLOAD.enums[column].codes.map((/** @type {string} */ code) => STATE.shown[column].has(code));
      return { of: EVENTS.enums[column], passes };
    });
  const passing = [];
  for (let index = 0; index < EVENTS.count; index++) {
    if (tests.some(({ of, passes }) => !passes[of[index]])) continue;
    if (STATE.place >= 0 && EVENTS.place[index] !== STATE.place) continue;
    if (STATE.source >= 0 && !isCited(index, STATE.source)) continue;
    if (searches.length) {
      if (!searches.every((matches) => matches(index))) continue;
    }
    passing.push(index);
  }
  STATE.passing = passing;
}

/** The window that holds all events that pass the filters. @returns {[number, number]} */
function windowOfAll() {
  if (STATE.passing.length === EVENTS.count) return [PAYLOAD.full[0], PAYLOAD.full[1]];
  let first = Infinity;
  let last = -Infinity;
  for (const index of STATE.passing) {
    const kind = EVENTS.kind[index];
    if (kind === KIND.UNDATED) continue;
    first = Math.min(first, kind === KIND.BY ? EVENTS.end[index] : EVENTS.start[index]);
    last = Math.max(last, kind === KIND.SINCE ? EVENTS.start[index] : EVENTS.end[index]);
  }
  if (first > last) return [STATE.from, STATE.to];
  const margin = Math.max(15, Math.floor((last - first) / 25));
  return [first - margin, last + margin];
}

/**
 * Set the window, in whole days, kept within the range of the data.
 * @param {number} from
 * @param {number} to
 */
function setWindow(from, to) {
  const [first, last] = PAYLOAD.full;
  const span = Math.min(Math.max(Math.round(to - from), LEAST_DAYS), last - first);
  const start = Math.round((from + to - span) / 2);
  STATE.from = Math.min(Math.max(start, first), last - span);
  STATE.to = STATE.from + span;
}

/**
 * Zoom by a factor, keeping one day where it is.
 * @param {number} factor below 1 zooms in
 * @param {number} [day] default: the middle
 */
function zoomBy(factor, day = (STATE.from + STATE.to) / 2) {
  const [first, last] = PAYLOAD.full;
  const span = STATE.to - STATE.from;
  const wanted = Math.min(Math.max(span * factor, LEAST_DAYS), last - first);
  const from = day - ((day - STATE.from) * wanted) / span;
  setWindow(from, from + wanted);
}

/** The day that the zoom buttons keep: of the event that the keys are at or that is selected, else of the middle one in view. */
function focusDay() {
  const days = STATE.passing
    .filter((index) => EVENTS.kind[index] !== KIND.UNDATED)
    .map(anchorDay)
    .filter((day) => day >= STATE.from && day <= STATE.to);
  const chosen = STATE.cursor < 0 ? NaN : anchorDay(STATE.cursor);
  if (days.includes(chosen)) return chosen;
  return days.length ? days[days.length >> 1] : (STATE.from + STATE.to) / 2;
}

/** Move the window by a share of its width. @param {number} share */
function moveBy(share) {
  const days = (STATE.to - STATE.from) * share;
  setWindow(STATE.from + days, STATE.to + days);
}

/** Bring an event into the window, if it is out of it. @param {number} index */
function reveal(index) {
  if (EVENTS.kind[index] === KIND.UNDATED || inWindow(index)) return;
  const day = anchorDay(index);
  const half = (STATE.to - STATE.from) / 2;
  setWindow(day - half, day + half);
}

/** Whether the window is the one that the page opens with. */
function isOpening() {
  return STATE.from === PAYLOAD.opening[0] && STATE.to === PAYLOAD.opening[1];
}

/** How many events that pass the filters are before the window, and how many after it. */
function countOutside() {
  let [before, after] = [0, 0];
  for (const index of STATE.passing) {
    if (EVENTS.kind[index] === KIND.UNDATED || inWindow(index)) continue;
    if (anchorDay(index) < STATE.from) before++;
    else after++;
  }
  return { before, after };
}

/** The state as a fragment, without the `#`; what is at its default is left out. */
function fragmentOf() {
  /** @type {string[]} */
  const parts = [];
  const add = (/** @type {string} */ key, /** @type {string} */ value) =>
    parts.push(`${key}=${encodeURIComponent(value).replace(/%2C/g, ",")}`);
  if (STATE.selected >= 0) add("event", idOf(STATE.selected));
  if (!isOpening()) {
    add("from", edtfDay(STATE.from));
    add("to", edtfDay(STATE.to));
  }
  if (STATE.query) add("q", STATE.query);
  for (const [column, key] of Object.entries(ENUM_FILTERS)) {
    const codes = PAYLOAD.enums[column].codes.filter((/** @type {string} */ code) => STATE.shown[column].has(code));
    if (codes.length < PAYLOAD.enums[column].codes.length) add(key, codes.join(","));
  }
  if (STATE.place >= 0) add("place", PAYLOAD.placeIds[STATE.place]);
  if (STATE.source >= 0) add("source", DOCUMENTS.ids.at(STATE.source));
  if (STATE.lanes !== "type") add("lanes", STATE.lanes);
  return parts.join("&");
}

/** Take the state from a fragment; what it doesn't say gets its default. @param {string} fragment */
function readFragment(fragment) {
  const said = new Map();
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    if (at > 0) said.set(part.slice(0, at), decoded(part.slice(at + 1)));
  }
  clearFilters();
  STATE.query = said.get("q") ?? "";
  for (const [column, key] of Object.entries(ENUM_FILTERS)) {
    if (!said.has(key)) continue;
    const wanted = new Set(said.get(key).split(","));
    STATE.shown[column] = new Set(PAYLOAD.enums[column].codes.filter((/** @type {string} */ c) => wanted.has(c)));
  }
  STATE.place = PAYLOAD.placeIds.indexOf(said.get("place"));
  STATE.source = said.has("source") ? DOCUMENTS.ids.indexOf(said.get("source")) : -1;
  STATE.lanes = said.get("lanes") in LANES ? said.get("lanes") : "type";
  STATE.selected = STATE.cursor = said.has("event") ? EVENTS.ids.indexOf(said.get("event")) : -1;
  const from = parseEdtfDay(said.get("from"));
  const to = parseEdtfDay(said.get("to"));
  [STATE.from, STATE.to] = from !== null && to !== null && from < to ? [from, to] : PAYLOAD.opening;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

let writtenAt = 0;
/** @type {number | undefined} */
let writeTimer;

/** Put the state in the address, not more often than browsers allow. */
function writeFragment() {
  clearTimeout(writeTimer);
  const wait = 250 - (performance.now() - writtenAt);
  if (wait > 0) writeTimer = setTimeout(writeFragmentNow, wait);
  else writeFragmentNow();
}

function writeFragmentNow() {
  clearTimeout(writeTimer);
  writtenAt = performance.now();
  const fragment = fragmentOf();
  if (location.hash.replace(/^#/, "") === fragment) return;
  history.replaceState(null, "", fragment ? `#${fragment}` : location.href.split("#")[0]);
}
