/**
 * Everything together: what changes when the reader chooses something.
 */

/** The window, the lanes or the selection changed: draw the chart again. */
function update() {
  byId("tip").hidden = true;
  draw();
  drawWindow();
  drawCovering();
  drawNameless();
  writeFragment();
}

const updateSoon = oncePerFrame(update);

/** The filters changed: the chart, the strip, the table and the counts follow. */
function updateAll() {
  applyFilters();
  drawTable();
  drawShown();
  measureStrip();
  drawCounts();
  update();
}

/** How many events are shown. */
function drawShown() {
  const [shown, total] = [STATE.passing.length, EVENTS.count];
  const key = shown !== total ? "shown" : total === 1 ? "shown_one" : "shown_all";
  const text = say(key, { shown: grouped(shown), total: grouped(total) });
  byId("shown").textContent = text;
  byId("filters-active").hidden = shown === total;
  byId("reset").hidden = shown === total;
}

/** The events that fill the whole window, one by name, more as a count; where many are in view they are nowhere else. */
function drawCovering() {
  if (!drawn) return;
  const { covering, many, inView } = drawn.scene;
  const line = byId("covering");
  /** @type {HTMLElement[]} */
  const parts = [];
  if (covering.length === 1 && !many) {
    const [index] = covering;
    const button = make("button", { type: "button", class: "pill", title: labelOf(index) }, labelOf(index));
    button.addEventListener("click", (event) => choose(index, event));
    parts.push(make("span", { class: "muted" }, say("covering")), button);
  } else if (covering.length) {
    const text = say("covering_many", { count: grouped(covering.length) });
    const button = make("button", { type: "button", class: "pill" }, text);
    if (many) {
      button.classList.add("event-bin", "event-strip");
      button.dataset.count = String(covering.length);
    }
    button.addEventListener("click", (event) => {
      showGroup(covering);
      if (!event.detail) goToDetails(button);
    });
    parts.push(button);
  }
  if (isOpening()) parts.push(...farEvents());
  const none = STATE.passing.length ? "none_here" : EVENTS.count ? "nothing" : "empty";
  if (!inView) parts.push(make("span", { class: "muted" }, say(none)));
  line.replaceChildren(...parts);
}

/** Buttons that count the few events far from the window that the page opens with; they show all. */
function farEvents() {
  if (String(PAYLOAD.opening) === String(PAYLOAD.full)) return [];
  const { before, after } = countOutside();
  const shown = (/** @type {number} */ count) => ({ count: grouped(count) });
  return [
    farButton(before, before === 1 ? say("before_one") : say("before_many", shown(before))),
    farButton(after, after === 1 ? say("after_one") : say("after_many", shown(after))),
  ].filter((button) => button !== null);
}

/** @param {number} count @param {string} text */
function farButton(count, text) {
  if (!count) return null;
  const button = make("button", { type: "button", class: "pill event-bin", "data-count": String(count) }, text);
  button.addEventListener("click", () => {
    // The button goes when all is shown.
    if (document.activeElement === button) byId("zoom-all").focus();
    byId("zoom-all").click();
  });
  return button;
}

/** How many of the events in the chart have no label, where any has none; a screen reader hears it when all is still. */
function drawNameless() {
  if (!drawn) return;
  const { nameless, told } = drawn.scene;
  const text = say(nameless === 1 ? "nameless_one" : "nameless", { count: grouped(nameless), total: grouped(told) });
  byId("nameless").hidden = nameless === 0;
  byId("nameless").textContent = nameless ? text : "";
  sayNameless();
}

const sayNameless = onceStill(() => {
  const [seen, said] = [byId("nameless").textContent, byId("nameless-said")];
  if (said.textContent !== seen) said.textContent = seen;
}, 1000);

/** Select an event: its details open, its mark is ringed. @param {number} index */
async function select(index) {
  STATE.selected = STATE.cursor = index;
  reveal(index);
  update();
  markTableRow();
  await drawDetails();
}

/**
 * Select an event by a button: whoever pressed it by a key goes on in the details.
 * @param {number} index
 * @param {MouseEvent} event
 */
function choose(index, event) {
  const from = /** @type {HTMLElement} */ (event.target);
  void select(index).then(() => {
    if (!event.detail) goToDetails(from);
  });
}

/** What had the focus before the details got it. @type {HTMLElement | null} */
let cameFrom = null;

/** @param {HTMLElement} from where the focus comes from, and goes back to when the details close */
function goToDetails(from) {
  if (!DETAILS.contains(from)) cameFrom = from;
  /** @type {HTMLElement | null} */ (DETAILS.querySelector("#event h2[tabindex]"))?.focus({ preventScroll: true });
}

/** Close the details. */
async function deselect() {
  const focused = DETAILS.contains(document.activeElement);
  STATE.selected = -1;
  update();
  markTableRow();
  await drawDetails();
  // What the focus came from may be gone or out of sight by now.
  if (focused) (cameFrom?.offsetParent ? cameFrom : CHART).focus({ preventScroll: true });
}

/** Make the form say what the state says. */
function drawControls() {
  input("search").value = STATE.query;
  input("lanes").value = STATE.lanes;
  input("place").value = String(STATE.place);
  input("source").value = String(STATE.source);
  for (const box of checkboxes()) box.checked = STATE.shown[box.dataset.column ?? ""].has(box.value);
}

/** @param {string} id @returns {HTMLInputElement} */
function input(id) {
  return /** @type {HTMLInputElement} */ (byId(id));
}

/** @returns {NodeListOf<HTMLInputElement>} */
function checkboxes() {
  return document.querySelectorAll("input[data-column]");
}

function listenToControls() {
  input("search").addEventListener("input", () => {
    STATE.query = input("search").value.trim();
    updateAll();
  });
  for (const box of checkboxes()) {
    box.addEventListener("change", () => {
      const shown = STATE.shown[box.dataset.column ?? ""];
      if (box.checked) shown.add(box.value);
      else shown.delete(box.value);
      updateAll();
    });
  }
  for (const name of /** @type {const} */ (["place", "source"])) {
    input(name).addEventListener("change", () => {
      STATE[name] = Number(input(name).value);
      updateAll();
    });
  }
  input("lanes").addEventListener("change", () => {
    STATE.lanes = input("lanes").value;
    update();
  });
  const whole = (/** @type {string[]} */ codes) => () => {
    STATE.shown.event_type = new Set(codes);
    drawControls();
    updateAll();
  };
  byId("types-all").addEventListener("click", whole(PAYLOAD.enums.event_type.codes));
  byId("types-none").addEventListener("click", whole([]));
  byId("reset").addEventListener("click", () => {
    clearFilters();
    drawControls();
    updateAll();
  });
}

function listenToButtons() {
  const on = (/** @type {string} */ id, /** @type {() => void} */ action) =>
    byId(id).addEventListener("click", () => {
      action();
      update();
    });
  on("zoom-in", () => zoomBy(0.5, focusDay()));
  on("zoom-out", () => zoomBy(2, focusDay()));
  on("zoom-all", () => ([STATE.from, STATE.to] = windowOfAll()));
  on("earlier", () => moveBy(-0.4));
  on("later", () => moveBy(0.4));
  on("theme", () => (document.documentElement.dataset.theme = isDark() ? "light" : "dark"));
}

/** Arrow keys go through the events in time order, Enter opens, Escape closes. */
function listenToKeys() {
  CHART.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowRight") stepBy(1);
    else if (event.key === "ArrowLeft") stepBy(-1);
    else if (event.key === "Enter" && STATE.cursor >= 0) {
      void select(STATE.cursor).then(() => goToDetails(CHART));
    } else if (zoomByKey(event)) update();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    if (open) {
      open.removeAttribute("open");
      open.querySelector("summary")?.focus();
    } else if (!byId("event").hidden) deselect();
  });
}

/** The event after the one that the keys are at, or before it; at none in the window, the first or last one there. @param {1 | -1} by */
function nextOf(by) {
  const dated = STATE.passing.filter((index) => EVENTS.kind[index] !== KIND.UNDATED);
  const at = dated.indexOf(STATE.cursor);
  const stands = (/** @type {number} */ index) => anchorDay(index) >= STATE.from && anchorDay(index) <= STATE.to;
  if (at >= 0 && stands(STATE.cursor)) return dated[Math.min(Math.max(at + by, 0), dated.length - 1)];
  const seen = dated.filter(stands);
  return (seen.length ? seen : dated).at(by > 0 ? 0 : -1);
}

/** Go to the next event in time, or the one before. @param {1 | -1} by */
function stepBy(by) {
  const next = nextOf(by);
  if (next === undefined) return;
  STATE.cursor = next;
  reveal(STATE.cursor);
  update();
  pointAt(STATE.cursor);
  const index = STATE.cursor;
  announce(`${labelOf(index)}, ${dateWords(index)}, ${enumName("event_type", index)}`);
}

/** Menus close when one clicks elsewhere or goes elsewhere by keys. */
function listenToMenus() {
  for (const menu of document.querySelectorAll("details.menu")) {
    menu.addEventListener("focusout", (/** @type {any} */ event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.removeAttribute("open");
    });
  }
  document.addEventListener("pointerdown", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
    }
  });
}

/** The page changes its size, its colours, its address, or goes to paper. */
function listenToSurroundings() {
  new ResizeObserver(() => {
    if (CHART.clientWidth === drawn?.scene.width) return;
    measureStrip();
    drawCounts();
    update();
  }).observe(CHART);
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", update);
  }
  addEventListener("scroll", holdAxisSoon, { passive: true });
  addEventListener("pagehide", writeFragmentNow);
  addEventListener("hashchange", openAddress);
  for (const [name, on] of /** @type {const} */ ([["beforeprint", true], ["afterprint", false]])) {
    addEventListener(name, () => {
      printing = on;
      draw();
      drawNameless();
    });
  }
}

/** Show what the address says. */
async function openAddress() {
  readFragment(location.hash);
  drawControls();
  updateAll();
  await drawDetails();
}

async function begin() {
  document.documentElement.dataset.begun = "true";
  clearFilters();
  await openAddress();
  listenToControls();
  listenToButtons();
  listenToChart(updateSoon);
  listenToStrip(updateSoon);
  listenForTip();
  listenToTable();
  listenToDownloads();
  listenToKeys();
  listenToMenus();
  listenToSurroundings();
  document.documentElement.dataset.ready = "true";
  setTimeout(() => TABLE_FRAME.classList.remove("is-late"), 250);
}

await begin();
