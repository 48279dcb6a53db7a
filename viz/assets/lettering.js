/**
 * The texts of the chart, written by the page itself: Plotly sets and measures each text in steps that cost more than
 * all the marks. In a picture of the chart they are traces of Plotly's, as the marks are.
 */

const ANCHORS = { left: "end", right: "start" };

/** The group of the texts, above the marks and below the rings. @returns {SVGElement} */
function letteringGroup() {
  const marks = /** @type {Element} */ (CHART.querySelector(".main-svg .cartesianlayer"));
  const next = /** @type {SVGElement} */ (marks.nextElementSibling);
  if (next?.classList.contains("lettering")) return next;
  const group = document.createElementNS(SVG, "g");
  group.setAttribute("class", "lettering");
  marks.after(group);
  return group;
}

/** @param {typeof drawn} drawing */
function drawLettering({ scene, ink, colours }) {
  const group = letteringGroup();
  group.setAttribute("transform", `translate(${scene.gutter},${AXIS})`);
  const scale = scaleOf(scene.plot);
  const texts = PAYLOAD.figure.traces
    .filter(({ mode }) => mode === "text")
    .flatMap(({ name }) => (ink[name] ?? []).map((item) => lettering(name, item, scale)));
  group.replaceChildren(...texts, ...axisLettering(scene, scale, colours));
}

/** The ticks' labels, and the names of the lanes where these stand beside them. @param {Scene} scene @param {PlotScale} scale @param {Theme} colours */
function axisLettering(scene, scale, colours) {
  const ticks = visibleTicks(scene).map(({ day, text }) =>
    lettering("tick", { x: day, y: -14, text, colour: colours.axis }, scale),
  );
  if (!scene.gutter) return ticks;
  const x = scale.day(-8);
  const names = laneNames(scene).flatMap(({ lines, y }) =>
    lines.map((text, n) =>
      lettering("lane", { x, y: y + (n - (lines.length - 1) / 2) * LANE_LINE, text, side: "left", colour: colours.text }, scale),
    ),
  );
  return [...ticks, ...names];
}

/** @param {string} name @param {InkItem} item @param {PlotScale} scale */
function lettering(name, item, scale) {
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("class", name === "label" ? "event-label" : `${name}-text`);
  element.setAttribute("x", scale.x(item.x).toFixed(2));
  element.setAttribute("y", String(item.y));
  element.setAttribute("dy", ".35em");
  element.setAttribute("text-anchor", item.side ? ANCHORS[item.side] : "middle");
  element.setAttribute("fill", item.colour);
  element.textContent = item.text ?? "";
  if (item.style) element.setAttribute("font-style", item.style);
  if (item.label !== undefined) tag(element, item);
  return element;
}
