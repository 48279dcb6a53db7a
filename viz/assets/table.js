/**
 * The same events as a table: every row that passes the filters, in pages where there are many.
 */

const PAGE_ROWS = 100;
/** @type {Map<number, HTMLElement>} */
const rowElements = new Map();
let tablePage = 0;

/** @param {number} index */
function tableRow(index) {
  let row = rowElements.get(index);
  if (row) return row;
  const button = make("button", { type: "button", class: "row-button" }, labelOf(index));
  const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.setProperty("--mark", `var(--mark-${EVENTS.colour[index]})`);
  row = make(
    "tr",
    { "data-event-id": idOf(index) },
    make("td", { class: "date" }, dateWords(index)),
    make("th", { scope: "row" }, button),
    make("td", { class: "type" }, swatch, enumName("event_type", index)),
    make("td", {}, placeName(index)),
    make("td", { class: "number" }, String(citedBy(index).length)),
  );
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
  const shown = pages > 1 ? STATE.passing.slice(tablePage * PAGE_ROWS, (tablePage + 1) * PAGE_ROWS) : STATE.passing;
  const table = byId("events");
  table.dataset.total = String(STATE.passing.length);
  /** @type {HTMLTableSectionElement} */ (table.querySelector("tbody")).replaceChildren(...shown.map(tableRow));
  // What is below the screen is laid out when one comes near; until then this is its height.
  /** @type {HTMLElement} */ (table.parentElement).style.setProperty("--table-height", `${37 * shown.length + 32}px`);
  byId("table-empty").hidden = STATE.passing.length > 0;
  byId("table-empty").textContent = say(EVENTS.count ? "nothing" : "empty");
  table.hidden = STATE.passing.length === 0;
  byId("pager").hidden = pages < 2;
  byId("page-of").textContent = say("page", {
    page: numberFormat.format(tablePage + 1),
    pages: numberFormat.format(pages),
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
    if (row) select(EVENTS.ids.indexOf(row.getAttribute("data-event-id") ?? ""));
  });
  const turn = (/** @type {number} */ by) => () => {
    tablePage += by;
    drawTable();
  };
  byId("page-previous").addEventListener("click", turn(-1));
  byId("page-next").addEventListener("click", turn(1));
}
