/**
 * The package as the script sees it: typed columns by event, events in time order, undated last.
 */

/** The row of each event in the published table, and the event of each of its rows. */
const ORDER = await unpack(PAYLOAD.columns.order);
const PLACES = new Uint32Array(PAYLOAD.count);
ORDER.forEach((row, index) => (PLACES[row] = index));

/** The mentions of each event, by their rows, and the document of each row. */
const MENTIONS = groupedRows(await unpack(PAYLOAD.mentions.event), PLACES);
const CITING = await unpack(PAYLOAD.mentions.document);

const EVENTS = {
  count: PAYLOAD.count,
  ids: new ByEvent(await Texts.unpack(PAYLOAD.ids), ORDER, PLACES),
  labels: new ByEvent(await unpackPhrases(PAYLOAD.labels), ORDER, PLACES),
  start: await unpack(PAYLOAD.columns.start),
  end: await unpack(PAYLOAD.columns.end),
  kind: await unpack(PAYLOAD.columns.kind),
  rank: await unpack(PAYLOAD.columns.rank),
  place: await unpack(PAYLOAD.columns.place),
  colour: await unpack(PAYLOAD.columns.colour),
  words: await unpack(PAYLOAD.words.of),
  /** @type {Record<string, Numbers>} */
  enums: {},
};
for (const name of Object.keys(PAYLOAD.enums)) EVENTS.enums[name] = await unpack(PAYLOAD.columns[name]);

const DOCUMENTS = {
  ids: await Texts.unpack(PAYLOAD.documents.ids),
  titles: await Texts.unpack(PAYLOAD.documents.titles),
  publishers: await Coded.unpack(PAYLOAD.documents.publishers),
  published: await Coded.unpack(PAYLOAD.documents.published),
  sources: await Texts.unpack(PAYLOAD.documents.sources),
};

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
for (const key of /** @type {const} */ (["ids", "labels", "columns", "words", "mentions", "documents", "lanes"])) delete (/** @type {any} */ (PAYLOAD)[key]);

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

/** The documents that speak of an event, by number: the one with most of its mentions first. @param {number} index */
function citedBy(index) {
  const [first, last] = [MENTIONS.offsets[index], MENTIONS.offsets[index + 1]];
  /** @type {Map<number, number>} */
  const times = new Map();
  for (let at = first; at < last; at++) {
    const number = CITING[MENTIONS.rows[at]];
    if (number >= 0) times.set(number, (times.get(number) ?? 0) + 1);
  }
  const documents = [...times.keys()];
  if (documents.length < 2) return documents;
  return documents.sort((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0) || a - b);
}

/** Whether a document speaks of an event. @param {number} index @param {number} number */
function isCited(index, number) {
  for (let at = MENTIONS.offsets[index]; at < MENTIONS.offsets[index + 1]; at++) {
    if (CITING[MENTIONS.rows[at]] === number) return true;
  }
  return false;
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
 */

/** The script element of some name as JSON. @param {string} name */
function jsonOf(name) {
  return JSON.parse(byId(`timeline-${name}`).textContent ?? "null");
}

const KEPT_CHUNKS = 16;
/** @type {Map<string, Promise<Texts>>} */
const keptChunks = new Map();

/** A long text, of which many stand together. @param {string} column @param {number} row */
async function longText(column, row) {
  const name = `${column}-${Math.floor(row / PAYLOAD.chunk)}`;
  let chunk = keptChunks.get(name);
  if (!chunk) {
    chunk = Texts.unpack(jsonOf(name));
    keptChunks.set(name, chunk);
    if (keptChunks.size > KEPT_CHUNKS) keptChunks.delete([...keptChunks.keys()][0]);
  }
  return (await chunk).at(row % PAYLOAD.chunk);
}

async function readRecords() {
  const { cells, labels, mentions, derivations, participants } = /** @type {PackedRecords} */ (jsonOf("records"));
  const [columns, starts, anchored, owners, persons] = await Promise.all([
    Promise.all(cells.map((column) => (column ? Coded.unpack(column) : null))),
    unpack(mentions.start),
    unpack(mentions.anchored),
    unpack(derivations),
    unpack(participants.event),
  ]);
  const packed = [mentions.date_text, mentions.section, mentions.anchor, participants.name, participants.role];
  const [words, section, anchor, name, role] = await Promise.all(packed.map((column) => Coded.unpack(column)));
  return {
    cells: columns,
    labels,
    mentions: { start: starts, anchored, words, section, anchor },
    derivations: groupedRows(owners, PLACES),
    participants: { ...groupedRows(persons, PLACES), name, role },
  };
}

/** @type {ReturnType<typeof readRecords> | null} */
let records = null;

/** @param {number} index @returns {Promise<EventRecord>} */
async function recordOf(index) {
  records ??= readRecords();
  const { derivations, participants } = await records;
  return {
    cells: await cellsOf(index),
    mentions: await Promise.all(Array.from(rowsOf(MENTIONS, index), mentionAt)),
    derivations: await Promise.all(
      Array.from(rowsOf(derivations, index), (row) => Promise.all([longText("explanation", row), longText("premises", row)])),
    ),
    participants: Array.from(rowsOf(participants, index), (row) => [participants.name.at(row), participants.role.at(row)]),
  };
}

/** @param {{offsets: Uint32Array, rows: Uint32Array}} groups @param {number} index */
function rowsOf({ offsets, rows }, index) {
  return rows.subarray(offsets[index], offsets[index + 1]);
}

/** The row of an event as it was published. @param {number} index @returns {Promise<string[]>} */
async function cellsOf(index) {
  records ??= readRecords();
  const { cells, labels } = await records;
  const row = ORDER[index];
  return cells.map((column, field) => {
    if (column) return column.at(row);
    const [name] = PAYLOAD.fields[field];
    if (name === "event_id") return idOf(index);
    return name === "label" ? (labels[row] ?? labelOf(index)) : enumCode(name, index);
  });
}

/** @param {number} row @returns {Promise<Mention>} */
async function mentionAt(row) {
  records ??= readRecords();
  const { start, anchored, words, section, anchor } = (await records).mentions;
  const quote = splitQuote(await longText("quote", row), words.at(row), start[row]);
  const before = anchored[row];
  const anchorWords = before ? words.at(row - before + (before > 0 ? 1 : 0)) : "";
  return [CITING[row], ...quote, section.at(row), anchor.at(row), anchorWords];
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

/** The row of the events table as an object. @param {string[]} cells */
function rowObject(cells) {
  return Object.fromEntries(PAYLOAD.fields.map(([name, type], column) => [name, typed(cells[column], type)]));
}
