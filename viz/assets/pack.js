/**
 * Which row of its lane an event stands in: the algorithm of layout.py, for the chart's own width, with measured
 * labels. Rows are packed for all that passes the filters and stay while one zooms or pans.
 *
 * @typedef {{kind: number, start: number, end: number, label: number}} Item
 * @typedef {{first: number, last: number, width: number}} Scale
 * @typedef {{many: number, dot: number, fade: number, labelGap: number, boxGap: number, rowsFew: number,
 *   rowsInAll: number}} Sizes
 */

/** The kinds of marks.py. */
const KIND = { DAY: 0, WITHIN: 1, SPAN: 2, BY: 3, SINCE: 4, FOR: 5, UNDATED: 6 };

/** @param {Scale} scale @param {number} day */
function pixelOf(scale, day) {
  return ((day - scale.first) * scale.width) / (scale.last - scale.first);
}

/** @param {Item} item @param {Scale} scale @param {Sizes} sizes @returns {[number, number]} */
function markBox(item, scale, sizes) {
  const [left, right] = [pixelOf(scale, item.start), pixelOf(scale, item.end)];
  if (item.kind === KIND.BY) return [right - sizes.fade, right + 2];
  if (item.kind === KIND.SINCE) return [left - 2, left + sizes.fade];
  if (right - left >= sizes.dot) return [left, right];
  const middle = (left + right) / 2;
  return [middle - sizes.dot / 2, middle + sizes.dot / 2];
}

/** A mark with its label: on the right, on the left where the chart ends. @param {Item} item @param {Scale} scale @param {Sizes} sizes */
function labelledBox(item, scale, sizes) {
  const [left, right] = markBox(item, scale, sizes);
  const reach = sizes.labelGap + item.label;
  return right + reach <= scale.width || left - reach < 0 ? [left, right + reach] : [left - reach, right];
}

/** The scale at which all labels should fit: of the middle nine tenths where far events squeeze the others. @param {Item[]} items @param {Scale} full */
function closeScale(items, full) {
  const starts = items.map((item) => item.start).sort((a, b) => a - b);
  if (starts.length < 10) return full;
  const cut = Math.max(1, Math.floor(starts.length / 20));
  const [low, high] = [starts[cut], starts[starts.length - 1 - cut]];
  if ((high - low) * 3 >= full.last - full.first || high === low) return full;
  const margin = (high - low) * 0.1;
  return { first: low - margin, last: high + margin, width: full.width };
}

/** The row of each item of one lane, the items in order of their start. @param {Item[]} items @param {Scale} full @param {Scale} close @param {number} rows @param {Sizes} sizes */
function packLane(items, full, close, rows, sizes) {
  /** @type {number[]} */
  const markEnds = [];
  /** @type {number[]} */
  const boxEnds = [];
  return items.map((item) => {
    const [markLeft, markRight] = markBox(item, full, sizes);
    const [boxLeft, boxRight] = labelledBox(item, close, sizes);
    let row = boxEnds.findIndex(
      (end, n) => end + sizes.boxGap <= boxLeft && markEnds[n] + sizes.boxGap / 4 <= markLeft,
    );
    if (row < 0 && boxEnds.length < rows) row = boxEnds.length;
    else if (row < 0) row = markEnds.indexOf(Math.min(...markEnds));
    markEnds[row] = Math.max(markEnds[row] ?? -Infinity, markRight);
    boxEnds[row] = Math.max(boxEnds[row] ?? -Infinity, boxRight);
    return row;
  });
}

/**
 * The row, within its lane, of each item; undated items get row 0.
 * @param {Item[]} items
 * @param {ArrayLike<number>} lanes the lane of each item
 * @param {Scale} full
 * @param {Sizes} sizes
 */
function packLanes(items, lanes, full, sizes) {
  const dated = items.map((_, n) => n).filter((n) => items[n].kind !== KIND.UNDATED);
  const count = new Set(Array.from(lanes)).size;
  const rows = items.length <= sizes.many ? sizes.rowsFew : Math.max(3, Math.floor(sizes.rowsInAll / count));
  const close = closeScale(dated.map((n) => items[n]), full);
  /** @type {Map<number, number[]>} */
  const members = new Map();
  for (const n of dated) {
    const lane = members.get(lanes[n]);
    if (lane) lane.push(n);
    else members.set(lanes[n], [n]);
  }
  const packed = new Uint8Array(items.length);
  for (const lane of members.values()) {
    lane.sort((a, b) => items[a].start - items[b].start || items[a].end - items[b].end || a - b);
    packLane(lane.map((n) => items[n]), full, close, rows, sizes).forEach((row, n) => (packed[lane[n]] = row));
  }
  return packed;
}
