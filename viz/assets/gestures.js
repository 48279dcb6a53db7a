/**
 * Wheel, drag and pinch on the chart; clicks that find the event they are at.
 */

const DRAG_FROM = 5;
const NEAR = 12;

/** The day under a pointer. @param {number} clientX */
function dayUnder(clientX) {
  const { gutter, plot } = drawn.scene;
  return scaleOf(plot).day(clientX - CHART.getBoundingClientRect().left - gutter);
}

/** @param {() => void} changed called while the window moves */
function listenToChart(changed) {
  listenToWheel(changed);
  listenToPointers(changed);
}

/** @param {() => void} changed */
function listenToWheel(changed) {
  let scrolledAt = -Infinity;
  addEventListener("scroll", () => (scrolledAt = performance.now()), { passive: true });
  CHART.addEventListener(
    "wheel",
    (event) => {
      // A page that is being scrolled goes on scrolling when the chart comes under the pointer.
      if (!event.ctrlKey && performance.now() - scrolledAt < 250) return;
      const { from, to } = STATE;
      const unit = event.deltaMode === 1 ? 16 : 1;
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        moveBy(((event.deltaX || event.deltaY) * unit) / drawn.scene.plot);
      } else {
        const turned = Math.min(Math.max(event.deltaY * unit, -240), 240);
        zoomBy(Math.exp(turned * (event.ctrlKey ? 0.01 : 0.002)), dayUnder(event.clientX));
      }
      // At the ends of what can be shown the page scrolls on.
      if (STATE.from === from && STATE.to === to && !event.ctrlKey) return;
      event.preventDefault();
      changed();
    },
    { passive: false },
  );
}

/** @param {() => void} changed */
function listenToPointers(changed) {
  /** @type {Map<number, number>} */
  const held = new Map();
  let grip = { from: 0, to: 0, x: 0, apart: 0 };
  let moved = false;
  const regrip = () => {
    const xs = [...held.values()];
    const apart = xs.length > 1 ? Math.max(20, Math.abs(xs[0] - xs[1])) : 0;
    grip = { from: STATE.from, to: STATE.to, x: xs.reduce((a, b) => a + b, 0) / xs.length, apart };
  };
  CHART.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!held.size) moved = false;
    held.set(event.pointerId, event.clientX);
    regrip();
  });
  CHART.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    held.set(event.pointerId, event.clientX);
    const xs = [...held.values()];
    const x = xs.reduce((a, b) => a + b, 0) / xs.length;
    if (!moved && xs.length < 2 && Math.abs(x - grip.x) < DRAG_FROM) return;
    if (!moved) CHART.setPointerCapture(event.pointerId);
    moved = true;
    CHART.classList.add("is-dragged");
    dragTo(grip, x, xs.length > 1 ? grip.apart / Math.max(20, Math.abs(xs[0] - xs[1])) : 1);
    changed();
  });
  for (const name of ["pointerup", "pointercancel"]) {
    CHART.addEventListener(name, (/** @type {any} */ event) => {
      held.delete(event.pointerId);
      if (held.size) regrip();
      else CHART.classList.remove("is-dragged");
    });
  }
  CHART.addEventListener("click", (event) => {
    if (!moved) chooseAt(event);
    moved = false;
  });
}

/**
 * The window that puts the gripped day under the pointers.
 * @param {{from: number, to: number, x: number}} grip
 * @param {number} x
 * @param {number} factor
 */
function dragTo(grip, x, factor) {
  const { plot, gutter } = drawn.scene;
  const left = CHART.getBoundingClientRect().left + gutter + INSET;
  const inner = plot - 2 * INSET;
  const day = grip.from + ((grip.x - left) * (grip.to - grip.from)) / inner;
  const span = (grip.to - grip.from) * factor;
  const from = day - ((x - left) * span) / inner;
  setWindow(from, from + span);
}

/**
 * What is at a point: the mark, label or group there, else the nearest mark within reach in that row. A group of one
 * is its event: there is nothing to part by a zoom.
 * @param {MouseEvent} event
 * @returns {{index: number} | {group: Group} | null}
 */
function hitAt(event) {
  const target = /** @type {any} */ (event.target);
  if (target.group) return hitOf(target.group);
  if (target.eventIndex !== undefined) return { index: target.eventIndex };
  const box = CHART.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left - drawn.scene.gutter, event.clientY - box.top - AXIS];
  let best = null;
  let least = NEAR;
  for (const mark of [...drawn.scene.marks, ...drawn.scene.groups]) {
    if (Math.abs(mark.y - y) > ROW / 2) continue;
    const away = Math.max(mark.left - x, x - mark.right, 0);
    if (away < least) [best, least] = [mark, away];
  }
  if (!best) return null;
  return "members" in best ? hitOf(best) : { index: best.index };
}

/** @param {Group} group @returns {{index: number} | {group: Group}} */
function hitOf(group) {
  return group.members.length === 1 ? { index: group.members[0] } : { group };
}

/** @param {MouseEvent} event */
function chooseAt(event) {
  const hit = hitAt(event);
  if (!hit) return;
  if ("index" in hit) {
    select(hit.index);
    uncover(event.clientY);
    return;
  }
  openGroup(hit.group);
}

/** Where the details open over the chart, scroll so that what was clicked stays in sight. @param {number} y */
function uncover(y) {
  const box = DETAILS.getBoundingClientRect();
  if (getComputedStyle(DETAILS).position === "fixed" && y > box.top - 40) scrollBy(0, y - box.top + 60);
}

/** Zoom to a counted group; where no zoom can part it, list its events. @param {Group} group */
function openGroup(group) {
  let [first, last] = [Infinity, -Infinity];
  for (const index of group.members) {
    const day = anchorDay(index);
    [first, last] = [Math.min(first, day), Math.max(last, day)];
  }
  const margin = Math.max(2, (last - first) * 0.05);
  const span = STATE.to - STATE.from;
  if (span <= LEAST_DAYS || (last - first < 1 && span < 60)) {
    showGroup(group.members);
    return;
  }
  setWindow(first - margin, last + margin);
  if (STATE.to - STATE.from >= span) zoomBy(0.5, (first + last) / 2);
  update();
}

/** A tip with the label and the date of what the mouse is at. */
function listenForTip() {
  const tip = byId("tip");
  CHART.addEventListener("pointermove", (event) => {
    const hit = event.pointerType === "mouse" && !event.buttons ? hitAt(event) : null;
    CHART.classList.toggle("is-over", hit !== null);
    tip.hidden = hit === null;
    if (!hit) return;
    if ("group" in hit) tip.replaceChildren(say("bin", { count: grouped(hit.group.count) }));
    else tip.replaceChildren(...tipParts(hit.index));
    placeTip(event.clientX + 14, event.clientY);
  });
  CHART.addEventListener("pointerleave", () => (tip.hidden = true));
  for (const name of ["pointerdown", "blur"]) CHART.addEventListener(name, () => (tip.hidden = true));
  // The tip of the event that the keys are at would stay behind.
  for (const name of ["wheel", "touchmove"]) addEventListener(name, () => (tip.hidden = true), { passive: true });
}

/** @param {number} index */
function tipParts(index) {
  return [make("strong", {}, labelOf(index)), make("span", {}, dateWords(index))];
}

/** Put the tip at a point of the screen: under it, above where there is no room. @param {number} x @param {number} y */
function placeTip(x, y) {
  const tip = byId("tip");
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(x, room))}px`;
  tip.style.top = `${y + 18 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 12 : y + 18}px`;
}

/** Where the chart has an event: its mark, or the count that it is in. @param {Scene} scene @param {number} index */
function placeOf({ marks, groups }, index) {
  return marks.find((mark) => mark.index === index) ?? groups.find(({ members }) => members.includes(index));
}

/** Bring an event that the keys went to on the screen, and say by a tip what it is. @param {number} index */
function pointAt(index) {
  const place = placeOf(drawn.scene, index);
  if (!place) return;
  // The axis at the top of the screen and the line at its foot stay over the chart.
  const top = CHART.getBoundingClientRect().top + AXIS + place.y;
  const [least, most] = [AXIS + ROW, innerHeight - 3 * ROW];
  const moved = top < least ? top - least : Math.max(0, top - most);
  scrollBy({ top: moved, behavior: "instant" });
  byId("tip").hidden = false;
  byId("tip").replaceChildren(...tipParts(index));
  const { left, top: from } = CHART.getBoundingClientRect();
  placeTip(left + drawn.scene.gutter + Math.max(place.left, 0), from + AXIS + place.y);
}
