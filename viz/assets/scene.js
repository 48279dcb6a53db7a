/**
 * From the state to what is drawn, in pixels: lanes, marks, counted groups, labels. Nothing of Plotly here.
 *
 * @typedef {{name: string, number: number, top: number, height: number, rows: Map<number, number>}} Lane
 * @typedef {{index: number, lane: number, y: number, left: number, right: number, wide: boolean}} Mark
 * @typedef {{members: number[], count: number, y: number, left: number, right: number}} Group
 * @typedef {{index: number, text: string, x: number, y: number, left: number, right: number,
 *   side: "left" | "right"}} Label
 * @typedef {{width: number, height: number, gutter: number, plot: number, dense: boolean, many: boolean,
 *   lanes: Lane[], marks: Mark[], groups: Group[], labels: Label[], covering: number[], inView: number,
 *   told: number, nameless: number}} Scene
 */

const GEOMETRY = PAYLOAD.geometry;
const ROW = 24;
const LANE_PAD = 6;
const LANE_HEAD = 22;
const LANE_LINE = 17;
const AXIS = 30;
const INSET = 10;
const MOST_LABELS = 80;
const GUTTER = 132;
const NARROW = 640;
const SHORTEST_LABEL = 70;

const measurer = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
/** @type {Map<string, number>} */
const widths = new Map();

/**
 * The width of a text in the chart's font.
 * @param {string} text
 * @param {string} [style] such as `600` or `italic`
 */
function textWidth(text, style = "") {
  const key = `${style}|${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    measurer.font = `${style} ${GEOMETRY.fontSize}px ${PAYLOAD.figure.font}`.trim();
    width = Math.ceil(measurer.measureText(text).width) + 1;
    widths.set(key, width);
  }
  return width;
}

/**
 * The text, shortened with an ellipsis where it is wider than `limit`.
 * @param {string} text
 * @param {number} limit
 * @param {string} [style]
 */
function fitted(text, limit, style = "") {
  if (textWidth(text, style) <= limit) return text;
  const characters = Array.from(text);
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const tried = characters.slice(0, middle).join("").trimEnd() + "…";
    if (textWidth(tried, style) <= limit) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join("").trimEnd() + "…";
}

/**
 * The text in at most `most` lines of a width; the last one is shortened where it must be.
 * @param {string} text
 * @param {number} limit
 * @param {number} most
 * @param {string} [style]
 */
function wrapped(text, limit, most, style = "") {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (!lines[0] || lines.length >= most || textWidth(longer, style) <= limit) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => fitted(line, limit, style));
}

/** Events that are no fact are written in italics. @param {number} index */
function labelStyle(index) {
  const modality = enumCode("modality", index);
  return modality === "occurred" || modality === "ongoing" || modality === "" ? "" : "italic";
}

/**
 * The label of an event, no wider than `limit`, with its modality where it would mislead without.
 * @param {number} index
 * @param {number} limit
 */
function labelText(index, limit) {
  const style = labelStyle(index);
  const modality = enumCode("modality", index);
  const warned = modality === "negated" || modality === "hypothetical";
  const warning = warned ? ` (${enumName("modality", index).toLowerCase()})` : "";
  return fitted(labelOf(index), limit - (warned ? textWidth(warning, style) : 0), style) + warning;
}

/** Pixels in the plot to days and back. @param {number} plot */
function scaleOf(plot) {
  const inner = plot - 2 * INSET;
  const days = STATE.to - STATE.from;
  return {
    perPixel: days / inner,
    x: (/** @type {number} */ day) => INSET + ((day - STATE.from) * inner) / days,
    day: (/** @type {number} */ x) => STATE.from + ((x - INSET) * days) / inner,
  };
}

/** Whether an event has something to draw in the window. @param {number} index */
function inWindow(index) {
  const kind = EVENTS.kind[index];
  if (kind === KIND.UNDATED) return false;
  if (kind === KIND.BY) return EVENTS.end[index] >= STATE.from && EVENTS.end[index] <= STATE.to;
  if (kind === KIND.SINCE) return EVENTS.start[index] >= STATE.from && EVENTS.start[index] <= STATE.to;
  return EVENTS.end[index] > STATE.from && EVENTS.start[index] < STATE.to;
}

/** Whether an event fills the whole window. @param {number} index */
function covers(index) {
  const kind = EVENTS.kind[index];
  if (kind === KIND.BY || kind === KIND.SINCE || kind === KIND.UNDATED) return false;
  return EVENTS.start[index] <= STATE.from && EVENTS.end[index] >= STATE.to;
}

/**
 * The scene for a chart of this width.
 * @param {number} width
 * @returns {Scene}
 */
function sceneOf(width) {
  const narrow = width < NARROW;
  const gutter = narrow ? 0 : GUTTER;
  const plot = width - gutter;
  const seen = STATE.passing.filter(inWindow);
  const covering = seen.filter(covers);
  // Where many are in view, those that fill the window are not drawn but counted beside the chart.
  const many = seen.length > GEOMETRY.many;
  const told = many ? seen.filter((index) => !covers(index)) : seen;
  const dense = told.length > GEOMETRY.many;
  const lanes = lanesOf(plot, narrow, dense);
  const last = lanes[lanes.length - 1];
  const height = AXIS + (last ? last.top + last.height : 2 * ROW) + 8;
  const scene = { width, height, gutter, plot, dense, many, lanes, covering, inView: seen.length, told: told.length };
  if (dense) {
    const groups = binned(told, lanes, plot, narrow);
    // Where all are counts, these say how many there are.
    return { ...scene, marks: [], groups, labels: [], nameless: 0 };
  }
  const { marks, groups } = placed(told, lanes, plot, narrow);
  const labels = labelled(marks, groups, plot);
  return { ...scene, marks, groups, labels, nameless: told.length - labels.length };
}

/**
 * The lanes that hold an event that passes the filters, with the rows in use closed up. They depend on the
 * filters and the width, never on the window: nothing changes its row on zooming.
 * @param {number} plot
 * @param {boolean} narrow
 * @param {boolean} dense
 * @returns {Lane[]}
 */
function lanesOf(plot, narrow, dense) {
  const { names, of } = LANES[STATE.lanes];
  const rows = dense ? null : rowsFor(plot);
  /** @type {Set<number>[]} */
  const used = names.map(() => new Set());
  for (const index of STATE.passing) {
    if (EVENTS.kind[index] !== KIND.UNDATED) used[of[index]].add(rows ? rows[index] : 0);
  }
  const lanes = [];
  let top = 0;
  for (const [number, set] of used.entries()) {
    if (!set.size) continue;
    const order = [...set].sort((a, b) => a - b);
    const height = order.length * ROW + 2 * LANE_PAD + (narrow ? LANE_HEAD : 0);
    const map = new Map(order.map((row, n) => [row, n]));
    lanes.push({ name: names[number], number, top, height, rows: map });
    top += height;
  }
  return lanes;
}

/** @type {{passing: number[], lanes: string, plot: number, rows: {[index: number]: number}} | null} */
let packed = null;

/**
 * The row of each event that passes the filters: as Python packed them where they are many, else packed here.
 * @param {number} plot
 */
function rowsFor(plot) {
  const { of, rows: given } = LANES[STATE.lanes];
  if (given && STATE.passing.length > PAYLOAD.pagedOver) return given;
  if (packed && packed.passing === STATE.passing && packed.lanes === STATE.lanes && packed.plot === plot) {
    return packed.rows;
  }
  const items = STATE.passing.map((index) => ({
    kind: EVENTS.kind[index],
    start: EVENTS.start[index],
    end: EVENTS.end[index],
    label: Math.min(textWidth(labelText(index, Infinity), labelStyle(index)), GEOMETRY.labelLimit),
  }));
  const full = { first: PAYLOAD.full[0], last: PAYLOAD.full[1], width: plot - 2 * INSET };
  const found = packLanes(items, STATE.passing.map((index) => of[index]), full, GEOMETRY);
  /** @type {Record<number, number>} */
  const rows = {};
  STATE.passing.forEach((index, n) => (rows[index] = found[n]));
  packed = { passing: STATE.passing, lanes: STATE.lanes, plot, rows };
  return rows;
}

/** The left and right edge of an event's mark. @param {number} index @param {ReturnType<typeof scaleOf>} scale @param {number} plot */
function edgesOf(index, scale, plot) {
  const kind = EVENTS.kind[index];
  if (kind === KIND.BY) {
    const x = scale.x(EVENTS.end[index]);
    return { left: Math.max(x - GEOMETRY.fade, 0), right: x + 2, wide: true };
  }
  if (kind === KIND.SINCE) {
    const x = scale.x(EVENTS.start[index]);
    return { left: x - 2, right: Math.min(x + GEOMETRY.fade, plot), wide: true };
  }
  const [start, end] = [scale.x(EVENTS.start[index]), scale.x(EVENTS.end[index])];
  if (end - start >= GEOMETRY.widenAt && kind !== KIND.DAY) {
    return { left: Math.max(start, 0), right: Math.min(end, plot), wide: true };
  }
  const middle = Math.min(Math.max((start + end) / 2, INSET), plot - INSET);
  return { left: middle - GEOMETRY.dot / 2, right: middle + GEOMETRY.dot / 2, wide: false };
}

/**
 * Marks in their rows; marks of one row that would cover each other become one counted group.
 * @param {number[]} seen
 * @param {Lane[]} lanes
 * @param {number} plot
 * @param {boolean} narrow
 */
function placed(seen, lanes, plot, narrow) {
  const scale = scaleOf(plot);
  const rows = rowsFor(plot);
  const { of } = LANES[STATE.lanes];
  const laneAt = new Map(lanes.map((lane, n) => [lane.number, n]));
  /** @type {Map<number, Mark[]>} */
  const byRow = new Map();
  for (const index of seen) {
    const number = /** @type {number} */ (laneAt.get(of[index]));
    const lane = lanes[number];
    const row = /** @type {number} */ (lane.rows.get(rows[index]));
    const y = lane.top + (narrow ? LANE_HEAD : 0) + LANE_PAD + row * ROW + ROW / 2;
    const mark = { index, lane: number, y, ...edgesOf(index, scale, plot) };
    const others = byRow.get(y);
    if (others) others.push(mark);
    else byRow.set(y, [mark]);
  }
  /** @type {Mark[]} */
  const marks = [];
  /** @type {Group[]} */
  const groups = [];
  for (const row of byRow.values()) gather(row, marks, groups, plot);
  return { marks, groups };
}

/**
 * @param {Mark[]} row marks of one row
 * @param {Mark[]} marks receives those that stand free
 * @param {Group[]} groups receives the counted ones
 * @param {number} plot
 */
function gather(row, marks, groups, plot) {
  row.sort((a, b) => a.left - b.left);
  /** @type {Heap[]} */
  const heaps = [];
  for (const mark of row) {
    let heap = heapOf([mark], mark.left, mark.right, plot);
    // A count may be wider than what it counts, and so reach what stood free to its left.
    for (let last = heaps.at(-1); last && heap.left < last.right - 1; last = heaps.at(-1)) {
      heaps.pop();
      const [from, to] = [Math.min(last.from, heap.from), Math.max(last.to, heap.to)];
      heap = heapOf([...last.members, ...heap.members], from, to, plot);
    }
    heaps.push(heap);
  }
  for (const { members, middle, half } of heaps) {
    const [{ y }] = members;
    const indices = members.map((mark) => mark.index);
    if (members.length === 1) marks.push(members[0]);
    else groups.push({ members: indices, count: members.length, y, left: middle - half, right: middle + half });
  }
}

/**
 * Marks that cover each other, and the room that they or their count take.
 * @typedef {{members: Mark[], from: number, to: number, middle: number, half: number, left: number,
 *   right: number}} Heap
 * @param {Mark[]} members
 * @param {number} from
 * @param {number} to
 * @param {number} plot
 * @returns {Heap}
 */
function heapOf(members, from, to, plot) {
  const half = members.length > 1 ? 6 + 4 * String(members.length).length : 0;
  const middle = Math.min(Math.max((from + to) / 2, half), plot - half);
  return { members, from, to, middle, half, left: Math.min(from, middle - half), right: Math.max(to, middle + half) };
}

/**
 * Counted bins, one row a lane: each event once, in the bin where its part in the window begins.
 * @param {number[]} seen
 * @param {Lane[]} lanes
 * @param {number} plot
 * @param {boolean} narrow
 * @returns {Group[]}
 */
function binned(seen, lanes, plot, narrow) {
  const scale = scaleOf(plot);
  const { of } = LANES[STATE.lanes];
  const columns = Math.max(1, Math.floor((plot - 2 * INSET) / 46));
  const size = (plot - 2 * INSET) / columns;
  const laneAt = new Map(lanes.map((lane, n) => [lane.number, n]));
  /** @type {Map<number, number[]>} */
  const bins = new Map();
  for (const index of seen) {
    const x = Math.max(scale.x(anchorDay(index)), INSET) - INSET;
    const column = Math.min(Math.floor(x / size), columns - 1);
    const key = /** @type {number} */ (laneAt.get(of[index])) * columns + column;
    const members = bins.get(key);
    if (members) members.push(index);
    else bins.set(key, [index]);
  }
  return [...bins].map(([key, members]) => {
    const lane = lanes[Math.floor(key / columns)];
    const left = INSET + (key % columns) * size;
    const y = lane.top + (narrow ? LANE_HEAD : 0) + LANE_PAD + ROW / 2;
    return { members, count: members.length, y, left: left + 1, right: left + size - 1 };
  });
}

/** What is taken in each row of the chart, and the room that is left. */
class Room {
  /** @param {{y: number, left: number, right: number}[]} boxes @param {number} plot */
  constructor(boxes, plot) {
    this.plot = plot;
    /** @type {Map<number, [number, number][]>} */
    this.taken = new Map();
    for (const { y, left, right } of boxes) this.take(y, left, right);
  }

  /** @param {number} y @param {number} left @param {number} right */
  take(y, left, right) {
    const row = this.taken.get(y);
    if (row) row.push([left, right]);
    else this.taken.set(y, [[left, right]]);
  }

  /** How far a label beside a mark could reach to the left and to the right. @param {Mark} mark */
  beside(mark) {
    let [left, right] = [0, this.plot];
    for (const [from, to] of this.taken.get(mark.y) ?? []) {
      if (from >= mark.right - 0.5) right = Math.min(right, from - GEOMETRY.labelGap);
      else if (to <= mark.left + 0.5) left = Math.max(left, to + GEOMETRY.labelGap);
      else if (to > mark.right) right = mark.right;
    }
    return { left: mark.left - GEOMETRY.labelGap - left, right: right - mark.right - GEOMETRY.labelGap };
  }
}

/**
 * Labels beside their marks, the most important first: on the right, else on the left, else shortened to the
 * room there is, else not at all. None meets a mark, another label or the edge of the chart. A long label first
 * claims no more than its share; once every label has its place it grows into the room that is still free.
 * @param {Mark[]} marks
 * @param {Group[]} groups
 * @param {number} plot
 * @returns {Label[]}
 */
function labelled(marks, groups, plot) {
  const room = new Room([...marks, ...groups], plot);
  const ordered = [...marks]
    .sort((a, b) => EVENTS.rank[a.index] - EVENTS.rank[b.index] || a.index - b.index)
    .slice(0, MOST_LABELS);
  /** @type {{mark: Mark, side: "left" | "right", width: number}[]} */
  const claims = [];
  const claim = (/** @type {Mark} */ mark, /** @type {"left" | "right"} */ side, /** @type {number} */ width) => {
    const left = side === "right" ? mark.right + GEOMETRY.labelGap : mark.left - GEOMETRY.labelGap - width;
    room.take(mark.y, left, left + width);
    claims.push({ mark, side, width });
  };
  const crowded = [];
  for (const mark of ordered) {
    const whole = labelWidth(mark.index, GEOMETRY.labelMost);
    const share = labelWidth(mark.index, GEOMETRY.labelLimit);
    const free = room.beside(mark);
    const side = [whole, share].flatMap((width) =>
      /** @type {const} */ (["right", "left"]).filter((each) => width <= free[each]),
    )[0];
    if (side) claim(mark, side, share);
    else crowded.push(mark);
  }
  for (const mark of crowded) {
    const free = room.beside(mark);
    const side = free.right >= free.left ? "right" : "left";
    const width = Math.min(free[side] - 1, labelWidth(mark.index, GEOMETRY.labelLimit));
    if (width >= SHORTEST_LABEL - 1) claim(mark, side, width);
  }
  return claims.map(({ mark, side, width }) => grown(mark, side, width, room));
}

/** @param {number} index @param {number} limit */
function labelWidth(index, limit) {
  return textWidth(labelText(index, limit), labelStyle(index));
}

/**
 * A label with the room beyond its claim, taken where the label needs it.
 * @param {Mark} mark
 * @param {"left" | "right"} side
 * @param {number} claimed
 * @param {Room} room
 * @returns {Label}
 */
function grown(mark, side, claimed, room) {
  const { index, y } = mark;
  const x = side === "right" ? mark.right + GEOMETRY.labelGap : mark.left - GEOMETRY.labelGap;
  const end = side === "right" ? x + claimed : x - claimed;
  const beyond = room.beside({ ...mark, left: Math.min(end, mark.left), right: Math.max(end, mark.right) })[side];
  const text = labelText(index, Math.min(claimed + Math.max(0, beyond + GEOMETRY.labelGap), GEOMETRY.labelMost));
  const width = textWidth(text, labelStyle(index));
  const left = side === "right" ? x : x - width;
  if (width > claimed) room.take(y, left, left + width);
  return { index, text, x, y, left, right: left + width, side };
}
