/**
 * A scene drawn by Plotly: data for the traces, then the attributes that make its marks, bins and labels
 * answer to clicks, tests and assistive technology.
 */

const CHART = byId("chart");
const BAR = 12;
const SLICES = 11;
/** How far below the top of a lane its name stands, where it stands in the chart. */
const LANE_NAME = LANE_HEAD / 2 + 3;
/** Half of the height that a label takes. */
const HALF_LINE = 10;
/** The width of the chart on A4 or letter paper, in pixels. */
const PAPER = 690;

/**
 * What a trace is drawn from: a mark, a part of one, a label, a counted group, the name of a lane.
 * @typedef {{x: number, y: number, colour: string, base?: number, size?: number, text?: string,
 *   side?: "left" | "right", style?: string, mark?: number, part?: number, label?: number, group?: Group}} InkItem
 * @typedef {ReturnType<typeof scaleOf>} PlotScale
 */

/** What is on the page. @type {{scene: Scene, ink: Record<string, InkItem[]>, colours: Theme}} */
let drawn;

/** The colours in force: light, dark, or the reader's own in forced colours. @returns {Theme} */
function theme() {
  if (matchMedia("(forced-colors: active)").matches && !printing) return forcedTheme();
  return PAYLOAD.figure.themes[isDark() && !printing ? "dark" : "light"];
}

/** The reader's own colours, read from an element, since Plotly knows no system colours. */
function forcedTheme() {
  const probe = make("span");
  document.body.append(probe);
  const resolve = (/** @type {string} */ name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  };
  const [text, paper, mark] = [resolve("CanvasText"), resolve("Canvas"), resolve("LinkText")];
  probe.remove();
  const marks = PAYLOAD.figure.themes.light.marks.map(() => mark);
  return { paper, band: paper, grid: paper, axis: text, text, ring: text, bins: [text], bin_text: paper, marks };
}

let printing = false;

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/**
 * A colour with an opacity.
 * @param {string} hex
 * @param {number} opacity
 */
function faded(hex, opacity) {
  const channels = /^#(..)(..)(..)$/.exec(hex)?.slice(1).map((pair) => parseInt(pair, 16)) ?? hex.match(/\d+/g) ?? [0, 0, 0];
  return `rgba(${channels.slice(0, 3).join(",")},${opacity.toFixed(3)})`;
}

/** Data for the traces of one drawing, gathered by trace name. */
class Ink {
  /** @param {PlotScale} scale */
  constructor(scale) {
    this.scale = scale;
    /** @type {Record<string, InkItem[]>} */
    this.traces = {};
  }

  /** @param {string} name @param {InkItem} item */
  put(name, item) {
    (this.traces[name] ??= []).push(item);
  }

  /**
   * A bar between two pixels.
   * @param {string} name
   * @param {number} left
   * @param {number} right
   * @param {number} y
   * @param {Partial<InkItem> & {colour: string}} item
   */
  bar(name, left, right, y, item) {
    const base = this.scale.day(left);
    this.put(name, { base, x: this.scale.day(right) - base, y, size: BAR, ...item });
  }

  /** @param {string} name @param {number} x @param {number} y @param {Partial<InkItem> & {colour: string}} item */
  point(name, x, y, item) {
    this.put(name, { x: this.scale.day(x), y, ...item });
  }
}

/** @param {Ink} ink @param {Mark} mark @param {Theme} colours */
function inkMark(ink, mark, colours) {
  const { index, left, right, y, wide } = mark;
  const kind = EVENTS.kind[index];
  const colour = colours.marks[EVENTS.colour[index]];
  const own = { mark: index, colour };
  const part = { part: index, colour };
  if (kind === KIND.DAY) ink.point("dot", (left + right) / 2, y, own);
  else if (kind === KIND.WITHIN && wide) ink.bar("hatched", left, right, y, own);
  else if (kind === KIND.WITHIN) ink.point("open", (left + right) / 2, y, own);
  else if (kind === KIND.FOR) ink.bar("hollow", left + 1, right - 1, y, own);
  else if (kind === KIND.SPAN) inkSpan(ink, mark, own, part);
  else inkFade(ink, mark, own, part);
}

/** A bar that is solid where it is certain and hatched at its coarse ends. @param {Ink} ink @param {Mark} mark @param {{mark: number, colour: string}} own @param {{part: number, colour: string}} part */
function inkSpan(ink, mark, own, part) {
  const { index, left, right, y } = mark;
  const at = (/** @type {number} */ day) => Math.min(Math.max(ink.scale.x(day), left), right);
  let [from, to] = mark.wide ? coreOf(index).map(at) : [left, right];
  if (from - left < 5) from = left;
  if (right - to < 5) to = right;
  if (to - from < 2) {
    ink.bar("hatched", left, right, y, own);
    return;
  }
  if (from > left) ink.bar("hatched", left, from, y, part);
  if (to < right) ink.bar("hatched", to, right, y, part);
  ink.bar("solid", from, to, y, own);
}

/** The days that are certain. @param {number} index */
function coreOf(index) {
  return CORES.get(index) ?? [EVENTS.start[index], EVENTS.end[index]];
}

/** A deadline or a beginning: a line, and slices that fade away from it. @param {Ink} ink @param {Mark} mark @param {{mark: number, colour: string}} own @param {{part: number, colour: string}} part */
function inkFade(ink, mark, own, part) {
  const by = EVENTS.kind[mark.index] === KIND.BY;
  const line = by ? mark.right - 2 : mark.left + 2;
  const step = GEOMETRY.fade / SLICES;
  for (let n = 0; n < SLICES; n++) {
    const near = by ? line - n * step : line + n * step;
    const far = by ? near - step : near + step;
    const [left, right] = [Math.max(Math.min(near, far), 0), Math.max(near, far)];
    if (right > left) ink.bar("fade", left, right, mark.y, { ...part, colour: faded(own.colour, 0.75 * (1 - n / SLICES)) });
  }
  ink.bar("line", line - 2, line + 2, mark.y, { ...own, size: 18 });
}

/** @param {Scene} scene @param {Theme} colours */
function inkScene(scene, colours) {
  const ink = new Ink(scaleOf(scene.plot));
  for (const mark of scene.marks) inkMark(ink, mark, colours);
  const most = Math.max(...scene.groups.map(({ count }) => count));
  for (const group of scene.groups) {
    const { left, right, y } = group;
    const tone = Math.ceil(Math.sqrt(group.count / most) * colours.bins.length) - 1;
    ink.bar("bin", left, right, y, { group, colour: colours.bins[scene.dense ? tone : 0], size: 20 });
    ink.point("binText", (left + right) / 2, y, { text: grouped(group.count), colour: colours.bin_text });
  }
  for (const { index, text, x, y, side } of scene.labels) {
    const colour = colours.text;
    ink.point("label", x, y, { label: index, text, side, colour, style: labelStyle(index) || "normal" });
  }
  for (const lane of scene.gutter ? [] : scene.lanes) {
    const text = fitted(lane.name, scene.plot - 20, "600");
    ink.point("lane", 4, lane.top + LANE_NAME, { text, side: "right", colour: colours.text });
  }
  return ink.traces;
}

/** One value for all where they are the same, which Plotly draws sooner. @template T @param {T[]} values @returns {T | T[]} */
function shared(values) {
  return values.every((value) => value === values[0]) ? values[0] : values;
}

/** @param {Template} template @param {InkItem[]} items @param {Theme} colours */
function barTrace(template, items, colours) {
  const colour = shared(items.map((item) => item.colour));
  const marker = { ...template.marker, color: colour };
  if (template.name === "hatched") {
    marker.pattern = { ...template.marker.pattern, fgcolor: colour, bgcolor: colours.paper, fgopacity: 1 };
    marker.line = { width: 1, color: colour };
    marker.color = colours.paper;
  }
  if (template.name === "hollow") {
    marker.color = colours.paper;
    marker.line = { width: 2, color: colour };
  }
  return {
    ...template,
    base: items.map((item) => item.base),
    x: items.map((item) => item.x),
    y: items.map((item) => item.y),
    width: shared(items.map((item) => item.size)),
    marker,
  };
}

/** @param {Template} template @param {InkItem[]} items @param {Theme} colours */
function pointTrace(template, items, colours) {
  const colour = shared(items.map((item) => item.colour));
  /** @type {any} */
  const trace = { ...template, x: items.map((item) => item.x), y: items.map((item) => item.y) };
  if (template.mode === "text") {
    trace.text = items.map((item) => plotlyText(item.text ?? ""));
    trace.textposition = shared(items.map((item) => `middle ${item.side ?? "center"}`));
    trace.textfont = { ...template.textfont, color: colour };
    if (template.name === "label") trace.textfont.style = shared(items.map((item) => item.style));
    if (template.name !== "label") trace.textfont.weight = 600;
  } else if (template.name === "open") {
    trace.marker = { ...template.marker, color: colours.paper, line: { ...template.marker.line, color: colour } };
  } else {
    trace.marker = { ...template.marker, color: colour };
  }
  return trace;
}

/** @param {Scene} scene @param {Theme} colours */
function layoutOf(scene, colours) {
  const scale = scaleOf(scene.plot);
  const base = PAYLOAD.figure.layout;
  const ticks = visibleTicks(scene);
  return {
    ...base,
    width: scene.width,
    height: scene.height,
    margin: { ...base.margin, l: scene.gutter, t: AXIS },
    font: { ...base.font, color: colours.text },
    paper_bgcolor: colours.paper,
    plot_bgcolor: colours.paper,
    xaxis: {
      ...base.xaxis,
      range: [scale.day(0), scale.day(scene.plot)],
      tickvals: ticks.map(({ day }) => day),
      ticktext: ticks.map(({ text }) => plotlyText(text)),
      tickcolor: colours.axis,
      tickfont: { color: colours.axis, size: 12 },
      gridcolor: colours.grid,
      linecolor: colours.axis,
    },
    yaxis: { ...base.yaxis, range: [scene.height - AXIS - 8, 0], ...laneTicks(scene, colours) },
    shapes: [...bandShapes(scene, colours), ...todayShapes(scale, scene, colours), ...ringShapes(scale, scene, colours)],
  };
}

/** The ticks again, for the axis that stays in sight while a tall chart scrolls. @param {Scene} scene */
function drawHeldAxis(scene) {
  const scale = scaleOf(scene.plot);
  const held = visibleTicks(scene).map(({ day, text }) => {
    const tick = make("span", {}, text);
    tick.style.left = `${(scene.gutter + scale.x(day)).toFixed(1)}px`;
    return tick;
  });
  byId("held-axis").replaceChildren(...held);
  holdAxisSoon();
}

/** Show the held axis while the chart's own is above the screen. */
function holdAxis() {
  const box = CHART.getBoundingClientRect();
  byId("held-axis").hidden = !(box.top < 0 && box.bottom > 90);
}

const holdAxisSoon = oncePerFrame(holdAxis);

/** The ticks whose labels stay within the chart. @param {Scene} scene */
function visibleTicks(scene) {
  const scale = scaleOf(scene.plot);
  return ticksOf(STATE.from, STATE.to, scene.plot).filter(({ day, text }) => {
    const half = textWidth(text) / 2;
    return scale.x(day) - half >= -scene.gutter && scale.x(day) + half <= scene.plot;
  });
}

/** The names of the lanes beside them, in lines around a height. @param {Scene} scene */
function laneNames(scene) {
  return scene.lanes.map((lane) => {
    const lines = wrapped(lane.name, GUTTER - 16, Math.floor((lane.height - LANE_PAD) / LANE_LINE), "600");
    return { lines, y: lane.top + LANE_PAD + ROW / 2 + ((lines.length - 1) * LANE_LINE) / 2 };
  });
}

/** The names of the lanes, where there is room beside them. @param {Scene} scene @param {Theme} colours */
function laneTicks(scene, colours) {
  if (!scene.gutter) return {};
  const names = laneNames(scene);
  return {
    showticklabels: true,
    tickfont: { color: colours.text, size: GEOMETRY.fontSize, weight: 600 },
    tickvals: names.map(({ y }) => y),
    ticktext: names.map(({ lines }) => lines.map((line) => `${plotlyText(line)} `).join("<br>")),
  };
}

/** Every other lane on a band; one shape for all. @param {Scene} scene @param {Theme} colours */
function bandShapes(scene, colours) {
  const bands = scene.lanes.filter((_, n) => n % 2 === 0);
  if (!bands.length) return [];
  const path = bands.map(({ top, height }) => `M0,${top}H1V${top + height}H0Z`).join("");
  return [{ type: "path", path, xref: "paper", yref: "y", fillcolor: colours.band, line: { width: 0 }, layer: "below" }];
}

/** The day on which the page is looked at: a flag on the axis, and a line behind all marks that breaks at labels. A picture knows no day. @param {PlotScale} scale @param {Scene} scene @param {Theme} colours */
function todayShapes(scale, scene, colours) {
  const day = Math.floor(Date.now() / 86400000) + 0.5;
  const x = scale.x(day);
  if (!PAYLOAD.today || x < INSET || x > scene.plot - INSET) return [];
  const flag = `M${scale.day(x - 5)},0 L${scale.day(x + 5)},0 L${scale.day(x)},8 Z`;
  const parts = freeOfLabels(scene, x).map(([from, to]) => `M${day},${from}V${to}`);
  const line = { color: colours.axis, width: 1, dash: "2px,5px" };
  const own = { type: "path", xref: "x", yref: "y" };
  return [
    ...(parts.length ? [{ ...own, path: parts.join(""), fillcolor: "rgba(0,0,0,0)", line, layer: "below" }] : []),
    { ...own, path: flag, fillcolor: colours.axis, line: { width: 0 } },
  ];
}

/** The heights between which nothing is written across an upright line. @param {Scene} scene @param {number} x @returns {[number, number][]} */
function freeOfLabels(scene, x) {
  const crossed = scene.labels.filter(({ left, right }) => left - 4 < x && x < right + 4).map(({ y }) => y);
  for (const { top, name } of scene.gutter ? [] : scene.lanes) {
    if (x < 8 + textWidth(fitted(name, scene.plot - 20, "600"), "600")) crossed.push(top + LANE_NAME);
  }
  /** @type {[number, number][]} */
  const free = [];
  let from = 0;
  for (const y of [...crossed].sort((a, b) => a - b)) {
    if (y - HALF_LINE > from) free.push([from, y - HALF_LINE]);
    from = y + HALF_LINE;
  }
  if (scene.height - AXIS - 8 > from) free.push([from, scene.height - AXIS - 8]);
  return free;
}

/** A ring around the selected event, or the count that it is in, and one around that which the arrow keys are at. @param {PlotScale} scale @param {Scene} scene @param {Theme} colours */
function ringShapes(scale, scene, colours) {
  const rings = [];
  for (const [index, dash] of /** @type {const} */ ([
    [STATE.selected, "solid"],
    [STATE.cursor === STATE.selected ? -1 : STATE.cursor, "dot"],
  ])) {
    const place = index < 0 ? undefined : placeOf(scene, index);
    if (!place) continue;
    const round = "index" in place && !place.wide && EVENTS.kind[index] <= KIND.WITHIN;
    const half = "index" in place ? (round ? 9 : 11) : 13;
    rings.push({
      type: round ? "circle" : "rect",
      x0: scale.day(place.left - 3),
      x1: scale.day(place.right + 3),
      y0: place.y - half,
      y1: place.y + half,
      line: { color: colours.ring, width: 2, dash },
      layer: "above",
    });
  }
  return rings;
}

/**
 * The figure, with its texts or without.
 * @param {typeof drawn} drawing
 * @param {boolean} texts
 */
function figureOf({ scene, ink, colours }, texts) {
  const data = PAYLOAD.figure.traces
    .filter(({ name, mode }) => ink[name] && (texts || mode !== "text"))
    .map((template) => {
      const items = ink[template.name];
      return template.type === "bar" ? barTrace(template, items, colours) : pointTrace(template, items, colours);
    });
  const layout = layoutOf(scene, colours);
  if (!texts) layout.xaxis.showticklabels = layout.yaxis.showticklabels = false;
  return { data, layout };
}

/** Draw what the state says. */
function draw() {
  const width = printing ? PAPER : Math.floor(CHART.clientWidth);
  if (width < 50) return;
  const colours = theme();
  const scene = sceneOf(width);
  drawn = { scene, ink: inkScene(scene, colours), colours };
  const { data, layout } = figureOf(drawn, false);
  Plotly.react(CHART, data, layout, PAYLOAD.figure.config);
  tagMarks(drawn.ink);
  drawLettering(drawn);
  drawHeldAxis(scene);
  CHART.classList.toggle("is-dense", scene.dense);
}

/** Name the drawn elements after their events. @param {Record<string, InkItem[]>} ink */
function tagMarks(ink) {
  const svg = CHART.querySelector(".main-svg");
  svg?.setAttribute("aria-hidden", "true");
  for (const group of CHART.querySelectorAll(".barlayer .trace, .scatterlayer .trace")) {
    const items = ink[/** @type {any} */ (group).__data__?.[0]?.trace?.name];
    if (!items) continue;
    for (const point of group.querySelectorAll(".point")) {
      const item = items[/** @type {any} */ (point).__data__?.i];
      if (item) tag(point.matches("path") ? point : (point.querySelector(":scope > path") ?? point), item);
    }
  }
}

/** @param {Element} element @param {InkItem} item */
function tag(element, item) {
  element.classList.remove("event-mark", "event-part", "event-bin");
  for (const name of ["data-event-id", "data-part-of", "data-count"]) element.removeAttribute(name);
  const own = /** @type {Element & {eventIndex?: number, group?: Group}} */ (element);
  own.eventIndex = item.mark ?? item.label;
  own.group = item.group;
  if (own.eventIndex !== undefined) {
    if (item.mark !== undefined) element.classList.add("event-mark");
    element.setAttribute("data-event-id", idOf(own.eventIndex));
  } else if (item.part !== undefined) {
    element.classList.add("event-part");
    element.setAttribute("data-part-of", idOf(item.part));
  } else if (item.group !== undefined) {
    element.classList.add("event-bin");
    element.setAttribute("data-count", String(item.group.count));
  }
}
