/**
 * The package as the script sees it: typed columns by event, events in time order, undated last.
 */

const EVENTS = {
  count: PAYLOAD.count,
  ids: await Texts.unpack(PAYLOAD.ids),
  labels: await unpackPhrases(PAYLOAD.labels),
  start: await unpack(PAYLOAD.columns.start),
  end: await unpack(PAYLOAD.columns.end),
  kind: await unpack(PAYLOAD.columns.kind),
  order: await unpack(PAYLOAD.columns.order),
  rank: await unpack(PAYLOAD.columns.rank),
  place: await unpack(PAYLOAD.columns.place),
  colour: await unpack(PAYLOAD.columns.colour),
  words: await unpack(PAYLOAD.words.of),
  citedOffsets: offsetsOf(await unpack(PAYLOAD.cited.lengths)),
  cited: await unpack(PAYLOAD.cited.values),
  /** @type {Record<string, Numbers>} */
  enums: {},
};
for (const name of Object.keys(PAYLOAD.enums)) EVENTS.enums[name] = await unpack(PAYLOAD.columns[name]);

const DATE_WORDS = await unpackPhrases(PAYLOAD.words.list);
const TYPE_NAMES = new Texts(PAYLOAD.enums.event_type.names);
const PLACE_NAMES = new Texts(PAYLOAD.places.map(([name]) => name));

/** @type {Map<number, [number, number]>} what is certain of the events whose ends are coarse */
const CORES = new Map();
{
  const [cored, starts, ends] = [
    await unpack(PAYLOAD.columns.cored),
    await unpack(PAYLOAD.columns.coreStart),
    await unpack(PAYLOAD.columns.coreEnd),
  ];
  cored.forEach((index, n) => CORES.set(index, [starts[n], ends[n]]));
}

/** @type {Record<string, {names: string[], of: Numbers, rows: Numbers | null}>} */
const LANES = {};
for (const [mode, { names, of, rows }] of Object.entries(PAYLOAD.lanes)) {
  LANES[mode] = { names, of: await unpack(of), rows: rows ? await unpack(rows) : null };
}

// The arrays hold it all now; in a large package their encoded form would stay in memory beside them.
for (const key of /** @type {const} */ (["ids", "labels", "columns", "words", "cited", "lanes"])) delete (/** @type {any} */ (PAYLOAD)[key]);

/** @param {number} index */
function labelOf(index) {
  return EVENTS.labels.at(index);
}

/** @param {number} index */
function idOf(index) {
  return EVENTS.ids.at(index);
}

/** The date of an event in words. @param {number} index */
function dateWords(index) {
  return DATE_WORDS.at(EVENTS.words[index]);
}

/** @param {string} column @param {number} index */
function enumCode(column, index) {
  return PAYLOAD.enums[column].codes[EVENTS.enums[column][index]];
}

/** @param {string} column @param {number} index */
function enumName(column, index) {
  return PAYLOAD.enums[column].names[EVENTS.enums[column][index]];
}

/** The documents that speak of an event, by number. @param {number} index */
function citedBy(index) {
  return EVENTS.cited.subarray(EVENTS.citedOffsets[index], EVENTS.citedOffsets[index + 1]);
}

/** @param {number} index */
function placeName(index) {
  const place = EVENTS.place[index];
  return place < 0 ? "" : PAYLOAD.places[place][0];
}

/** The point in time at which an event stands in the order of events. @param {number} index */
function anchorDay(index) {
  return EVENTS.kind[index] === KIND.BY ? EVENTS.end[index] : EVENTS.start[index];
}

/**
 * What only the details and the downloads need of an event.
 * @typedef {[number, string, string, string, string, string, string]} Mention document, before, date words, after,
 *   section, anchor, words of the anchor
 * @typedef {{cells: string[], mentions: Mention[], derivations: [string, string][],
 *   participants: [string, string][]}} EventRecord
 * @typedef {[(string | 0)[], Mention[], [string, string][], [string, string][]]} Written
 */

const KEPT_CHUNKS = 8;
/** @type {Map<number, Promise<Written[]>>} */
const keptChunks = new Map();

/** @param {number} number @returns {Promise<Written[]>} */
async function readChunk(number) {
  const value = JSON.parse(byId(`timeline-text-${number}`).textContent ?? "[]");
  return typeof value === "string" ? JSON.parse(UTF8.decode(await inflated(value))) : value;
}

/** @param {number} index @returns {Promise<EventRecord>} */
async function recordOf(index) {
  const number = Math.floor(index / PAYLOAD.chunk);
  let chunk = keptChunks.get(number);
  if (!chunk) {
    chunk = readChunk(number);
    keptChunks.set(number, chunk);
    if (keptChunks.size > KEPT_CHUNKS) keptChunks.delete([...keptChunks.keys()][0]);
  }
  const [cells, mentions, derivations, participants] = (await chunk)[index % PAYLOAD.chunk];
  return { cells: cells.map((cell, n) => (cell === 0 ? heldCell(index, n) : cell)), mentions, derivations, participants };
}

/** A cell that the page has elsewhere. @param {number} index @param {number} field */
function heldCell(index, field) {
  const [name] = PAYLOAD.fields[field];
  if (name === "event_id") return idOf(index);
  return name === "label" ? labelOf(index) : enumCode(name, index);
}

/**
 * A cell as a JSON value, by its field's type.
 * @param {string} text
 * @param {string} type
 * @returns {string | number | boolean | null}
 */
function typed(text, type) {
  if (text === "") return null;
  if (type === "boolean") return text.toLowerCase() === "true" || text === "1";
  if (type === "integer" || type === "number") return Number.isFinite(Number(text)) ? Number(text) : text;
  return text;
}

/** The row of the events table as an object. @param {EventRecord} record */
function rowObject(record) {
  return Object.fromEntries(PAYLOAD.fields.map(([name, type], column) => [name, typed(record.cells[column], type)]));
}
