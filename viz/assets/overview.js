/**
 * The strip of all years: how many events when, and the window, which can be dragged, stretched and moved by keys.
 */

const STRIP = byId("overview");
const STRIP_HEIGHT = 32;
const STRIP_BAR = 6;

let stripWidth = 0;

/** Read how wide the strip is: apart from all drawing, since a size read after a change costs a layout. */
function measureStrip() {
  stripWidth = STRIP.clientWidth;
}

/** The pixels of the strip that stand for the full range. */
function stripScale() {
  const [first, last] = PAYLOAD.full;
  const width = stripWidth;
  return {
    width,
    x: (/** @type {number} */ day) => ((day - first) * width) / (last - first),
    day: (/** @type {number} */ x) => first + (x * (last - first)) / width,
  };
}

/** Draw how many events begin when. */
function drawCounts() {
  const { width, x } = stripScale();
  if (width < 50) return;
  const columns = Math.floor(width / STRIP_BAR);
  const counts = new Array(columns).fill(0);
  for (const index of STATE.passing) {
    if (EVENTS.kind[index] === KIND.UNDATED) continue;
    counts[Math.min(Math.max(Math.floor((x(anchorDay(index)) * columns) / width), 0), columns - 1)]++;
  }
  const most = Math.max(1, ...counts);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(STRIP_HEIGHT));
  svg.setAttribute("aria-hidden", "true");
  counts.forEach((count, column) => {
    if (!count) return;
    const height = Math.max(4, Math.round((count / most) * (STRIP_HEIGHT - 6)));
    const bar = document.createElementNS(SVG, "rect");
    bar.setAttribute("x", ((column * width) / columns).toFixed(1));
    bar.setAttribute("y", String(STRIP_HEIGHT - height));
    bar.setAttribute("width", String(STRIP_BAR - 1));
    bar.setAttribute("height", String(height));
    svg.append(bar);
  });
  byId("overview-counts").replaceChildren(svg);
  const [first, last] = PAYLOAD.full.map((day) => yearWords(civil(day)[0]));
  byId("overview-first").textContent = first === last ? dayWords(PAYLOAD.full[0]) : first;
  byId("overview-last").textContent = first === last ? dayWords(PAYLOAD.full[1]) : last;
}

/** Put the window where it is. */
function drawWindow() {
  const { x, width } = stripScale();
  const left = Math.max(0, x(STATE.from));
  const right = Math.min(width, x(STATE.to));
  const brush = byId("brush");
  brush.style.left = `${left.toFixed(1)}px`;
  brush.style.width = `${Math.max(2, right - left).toFixed(1)}px`;
  brush.classList.toggle("is-narrow", right - left < 48);
  const words = `${dayWords(STATE.from)} – ${dayWords(STATE.to)}`;
  brush.setAttribute("aria-valuetext", words);
  brush.setAttribute("aria-valuemin", String(PAYLOAD.full[0]));
  brush.setAttribute("aria-valuemax", String(PAYLOAD.full[1]));
  brush.setAttribute("aria-valuenow", String(Math.round((STATE.from + STATE.to) / 2)));
  byId("window").textContent = windowWords();
}

/** The window in few words: years where it is long, days where it is short. */
function windowWords() {
  if (STATE.to - STATE.from < 1500) return `${dayWords(STATE.from)} – ${dayWords(STATE.to)}`;
  return `${yearWords(civil(STATE.from)[0])} – ${yearWords(civil(STATE.to)[0])}`;
}

/** @param {() => void} changed called while the window moves */
function listenToStrip(changed) {
  /** @type {{part: string, x: number, from: number, to: number} | null} */
  let held = null;
  STRIP.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const { day } = stripScale();
    const target = /** @type {HTMLElement} */ (event.target);
    const part = target.dataset.edge ?? (target.closest("#brush") ? "middle" : "outside");
    if (part === "outside") {
      const at = day(event.clientX - STRIP.getBoundingClientRect().left);
      const half = (STATE.to - STATE.from) / 2;
      setWindow(at - half, at + half);
      changed();
    }
    held = { part, x: event.clientX, from: STATE.from, to: STATE.to };
    STRIP.setPointerCapture(event.pointerId);
    event.preventDefault();
    byId("brush").focus({ preventScroll: true });
  });
  STRIP.addEventListener("pointermove", (event) => {
    if (!held) return;
    const { day } = stripScale();
    const days = day(event.clientX - held.x) - day(0);
    if (held.part === "from") setWindow(Math.min(held.from + days, held.to - LEAST_DAYS), held.to);
    else if (held.part === "to") setWindow(held.from, Math.max(held.to + days, held.from + LEAST_DAYS));
    else setWindow(held.from + days, held.to + days);
    changed();
  });
  for (const name of ["pointerup", "pointercancel"]) STRIP.addEventListener(name, () => (held = null));
  byId("brush").addEventListener("keydown", (event) => {
    if (moveByKey(event)) changed();
  });
}

/** Arrows move, plus and minus zoom, Home shows all. @param {KeyboardEvent} event */
function moveByKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "ArrowLeft") moveBy(-0.1);
  else if (event.key === "ArrowRight") moveBy(0.1);
  else if (!zoomByKey(event)) return false;
  event.preventDefault();
  return true;
}

/** @param {KeyboardEvent} event */
function zoomByKey(event) {
  if (event.key === "+" || event.key === "=") zoomBy(0.5, focusDay());
  else if (event.key === "-") zoomBy(2, focusDay());
  else if (event.key === "Home") [STATE.from, STATE.to] = windowOfAll();
  else return false;
  return true;
}
