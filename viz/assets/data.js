/**
 * The package as the script sees it: typed columns by event, events in time order, undated last.
 */

const KIND = { DAY: 0, WITHIN: 1, SPAN: 2, BY: 3, SINCE: 4, FOR: 5, UNDATED: 6 };

const ARRAYS = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, i4: Int32Array, f8: Float64Array };

/**
 * @param {{type: keyof typeof ARRAYS, data: string}} packed
 */
function unpack(packed) {
  const binary = atob(packed.data);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return new ARRAYS[packed.type](bytes.buffer);
}

const EVENTS = {
  count: /** @type {number} */ (PAYLOAD.count),
  ids: /** @type {string[]} */ (PAYLOAD.ids),
  labels: /** @type {string[]} */ (PAYLOAD.labels),
  start: unpack(PAYLOAD.columns.start),
  end: unpack(PAYLOAD.columns.end),
  coreStart: unpack(PAYLOAD.columns.coreStart),
  coreEnd: unpack(PAYLOAD.columns.coreEnd),
  kind: unpack(PAYLOAD.columns.kind),
  order: unpack(PAYLOAD.columns.order),
  rank: unpack(PAYLOAD.columns.rank),
  place: unpack(PAYLOAD.columns.place),
  colour: unpack(PAYLOAD.columns.colour),
  words: unpack(PAYLOAD.words.of),
  citedOffsets: unpack(PAYLOAD.cited.offsets),
  cited: unpack(PAYLOAD.cited.values),
  /** @type {Record<string, ReturnType<typeof unpack>>} */
  enums: Object.fromEntries(Object.keys(PAYLOAD.enums).map((name) => [name, unpack(PAYLOAD.columns[name])])),
};

const INDEX_OF = new Map(EVENTS.ids.map((id, index) => [id, index]));

/** The date of an event in words. @param {number} index */
function dateWords(index) {
  return PAYLOAD.words.list[EVENTS.words[index]];
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

/** @type {Map<number, any[]>} */
const parsedChunks = new Map();

/**
 * What only the details and the downloads need, parsed when first asked for.
 * @param {number} index
 * @returns {{cells: string[], mentions: any[][], derivations: string[][], participants: string[][]}}
 */
function recordOf(index) {
  const number = Math.floor(index / PAYLOAD.chunk);
  let chunk = parsedChunks.get(number);
  if (!chunk) {
    chunk = JSON.parse(byId(`timeline-text-${number}`).textContent ?? "[]");
    parsedChunks.set(number, /** @type {any[]} */ (chunk));
  }
  const [cells, mentions, derivations, participants] = /** @type {any[]} */ (chunk)[index % PAYLOAD.chunk];
  return { cells, mentions, derivations, participants };
}

/**
 * A cell as a JSON value, by its field's type.
 * @param {string} text
 * @param {string} type
 */
function typed(text, type) {
  if (text === "") return null;
  if (type === "boolean") return text.toLowerCase() === "true" || text === "1";
  if (type === "integer" || type === "number") return Number.isFinite(Number(text)) ? Number(text) : text;
  return text;
}

/** The row of the events table as an object. @param {number} index */
function rowObject(index) {
  const { cells } = recordOf(index);
  return Object.fromEntries(PAYLOAD.fields.map(([name, type], column) => [name, typed(cells[column], type)]));
}

/** @type {string[]} */
const searchTexts = [];

/** What the search compares of an event. @param {number} index */
function searchText(index) {
  searchTexts[index] ??= folded(
    [EVENTS.labels[index], dateWords(index), enumName("event_type", index), placeName(index)].join("\n"),
  );
  return searchTexts[index];
}
