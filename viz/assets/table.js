/**
 * The same events as a table: every row that passes the filters, in pages where there are many.
 */

const PAGE_ROWS = 100;
const MANY_ROWS = 300;
const TABLE_FRAME = /** @type {HTMLElement} */ (byId("events").parentElement);
/** @type {Map<number, HTMLElement>} */
const rowElements = new Map();
let tablePage = 0;
let sorting = { by: "date", down: false };

/** What the columns are sorted by, beside the date, whose order the events are in. @type {Record<string, (index: number) => string | number>} */
const SORT_KEYS = {
  event: (index) => folded(labelOf(index)),
  type: (index) => enumName("event_type", index),
  place: (index) => folded(placeName(index)) || "\uffff",
  sources: (index) => citedBy(index).length,
};

/** The events that pass the filters, as the table is sorted; where they are the same, in order of time. */
function tableEvents() {
  const turn = sorting.down ? -1 : 1;
  const key = SORT_KEYS[sorting.by];
  if (!key) return sorting.down ? [...STATE.passing].reverse() : STATE.passing;
  const keyed = STATE.passing.map((index) => ({ index, key: key(index) }));
  return keyed.sort((a, b) => (a.key < b.key ? -turn : a.key > b.key ? turn : 0)).map(({ index }) => index);
}

/** Sort by a column; by the one that it is sorted by already the other way round. @param {string} by */
function sortTable(by) {
  sorting = { by, down: sorting.by === by && !sorting.down };
  for (const button of document.querySelectorAll("button.sort")) {
    const cell = /** @type {Element} */ (button.parentElement);
    if (button.getAttribute("data-sort") !== by) cell.removeAttribute("aria-sort");
    else cell.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
  }
  byId("table-order").hidden = by !== "date" || sorting.down;
  tablePage = 0;
  drawTable();
}

/** A row without its words, to be copied: many times quicker than to make each of its elements. */
const EMPTY_ROW = make(
  "tr",
  {},
  make("td", { class: "date" }),
  make("th", { scope: "row" }, make("button", { type: "button", class: "row-button" })),
  make("td", { class: "type" }, make("span", { class: "swatch", "aria-hidden": "true" })),
  make("td"),
  make("td", { class: "number" }),
);

/** @param {number} index */
function tableRow(index) {
  let row = rowElements.get(index);
  if (row) return row;
  row = /** @type {HTMLElement} */ (EMPTY_ROW.cloneNode(true));
  row.dataset.eventId = idOf(index);
  const [date, label, type, place, sources] = /** @type {HTMLCollectionOf<HTMLElement>} */ (row.children);
  date.textContent = dateWords(index);
  /** @type {Element} */ (label.firstElementChild).textContent = labelOf(index);
  type.style.setProperty("--mark", `var(--mark-${EVENTS.colour[index]})`);
  type.append(enumName("event_type", index));
  place.textContent = placeName(index);
  sources.textContent = String(citedBy(index).length);
  rowElements.set(index, row);
  return row;
}

/** How many pages the table has. */
function tablePages() {
  return STATE.passing.length > PAYLOAD.pagedOver ? Math.ceil(STATE.passing.length / PAGE_ROWS) : 1;
}

/** Draw the page of the table that is open. */
function drawTable() {
  const pages = tablePages();
  tablePage = Math.min(tablePage, pages - 1);
  const sorted = tableEvents();
  const shown = pages > 1 ? sorted.slice(tablePage * PAGE_ROWS, (tablePage + 1) * PAGE_ROWS) : sorted;
  const table = byId("events");
  table.dataset.total = String(STATE.passing.length);
  /** @type {HTMLTableSectionElement} */ (table.querySelector("tbody")).replaceChildren(...shown.map(tableRow));
  // What is below the screen is laid out when one comes near; until then this is its height.
  TABLE_FRAME.style.setProperty("--table-height", `${37 * shown.length + 32}px`);
  // While the page opens a long table waits for the chart, which is above it, to be on the screen.
  if (shown.length > MANY_ROWS && !document.documentElement.dataset.ready) TABLE_FRAME.classList.add("is-late");
  byId("table-empty").hidden = STATE.passing.length > 0;
  byId("table-empty").textContent = say(EVENTS.count ? "nothing" : "empty");
  table.hidden = STATE.passing.length === 0;
  byId("pager").hidden = pages < 2;
  byId("page-of").textContent = say("page", {
    page: grouped(tablePage + 1),
    pages: grouped(pages),
  });
  /** @type {HTMLButtonElement} */ (byId("page-previous")).disabled = tablePage === 0;
  /** @type {HTMLButtonElement} */ (byId("page-next")).disabled = tablePage === pages - 1;
  markTableRow();
}

/** Show in the table which event is selected. */
function markTableRow() {
  const body = /** @type {HTMLElement} */ (byId("events").querySelector("tbody"));
  for (const row of body.querySelectorAll("[aria-current]")) row.removeAttribute("aria-current");
  if (STATE.selected >= 0) rowElements.get(STATE.selected)?.setAttribute("aria-current", "true");
}

function listenToTable() {
  byId("events").addEventListener("click", (event) => {
    const row = /** @type {Element} */ (event.target).closest("tr[data-event-id]");
    const sort = /** @type {Element} */ (event.target).closest("button.sort")?.getAttribute("data-sort");
    if (sort) sortTable(sort);
    else if (row) choose(EVENTS.ids.indexOf(row.getAttribute("data-event-id") ?? ""), event);
  });
  const turn = (/** @type {number} */ by) => () => {
    tablePage += by;
    drawTable();
  };
  byId("page-previous").addEventListener("click", turn(-1));
  byId("page-next").addEventListener("click", turn(1));
}
