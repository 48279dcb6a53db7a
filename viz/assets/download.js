/**
 * What is shown, as files: the rows as CSV and JSON, the chart as SVG and PNG; and the link to this view.
 */

/**
 * Texts of the events that pass the filters, in the order of the package's table.
 * @param {(cells: string[]) => string} write
 * @returns {Promise<string[]>}
 */
async function writtenInOrder(write) {
  const texts = [];
  for (const index of [...STATE.passing].sort((a, b) => ORDER[a] - ORDER[b])) texts.push(write(await cellsOf(index)));
  return texts;
}

/** A cell as RFC 4180 has it. @param {string} text */
function csvCell(text) {
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** The rows shown, cells verbatim. */
async function csvParts() {
  const line = (/** @type {string[]} */ cells) => cells.map(csvCell).join(",") + "\n";
  return [line(PAYLOAD.fields.map(([name]) => name)), ...(await writtenInOrder(line))];
}

/** The rows shown as a list of objects. */
async function jsonParts() {
  const rows = await writtenInOrder((cells) => JSON.stringify(rowObject(cells), null, 2));
  return ["[\n", ...rows.map((row, n) => (n ? ",\n" : "") + row), "\n]\n"];
}

/**
 * @param {string} name
 * @param {Blob} blob
 */
function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** The chart as a file. @param {"svg" | "png"} format */
async function saveChart(format) {
  const { width, height } = drawn.scene;
  const address = await Plotly.toImage(figureOf(drawn, true), { format, width, height, scale: format === "png" ? 2 : 1 });
  const comma = address.indexOf(",");
  const [head, body] = [address.slice(0, comma), address.slice(comma + 1)];
  const bytes = head.endsWith(";base64")
    ? Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
    : new TextEncoder().encode(decodeURIComponent(body));
  save(`timeline.${format}`, new Blob([bytes], { type: format === "svg" ? "image/svg+xml" : "image/png" }));
}

/** Copy the address of this view. */
async function copyLink() {
  writeFragmentNow();
  const button = byId("copy-link");
  let done = false;
  try {
    await navigator.clipboard.writeText(location.href);
    done = true;
  } catch {
    done = copyBySelection(location.href);
  }
  const message = say(done ? "copied" : "copy_failed");
  announce(message);
  const shown = /** @type {HTMLElement} */ (button.querySelector(".button-text"));
  shown.textContent = message;
  setTimeout(() => (shown.textContent = say("copy_link")), 2000);
}

/** The way for pages without the right to the clipboard. @param {string} text */
function copyBySelection(text) {
  const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "visually-hidden" }, text));
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

function listenToDownloads() {
  const menu = /** @type {HTMLDetailsElement} */ (byId("downloads"));
  const on = (/** @type {string} */ id, /** @type {() => void} */ action) =>
    byId(id).addEventListener("click", () => {
      action();
      menu.querySelector("summary")?.focus();
      menu.open = false;
    });
  on("download-csv", () => void csvParts().then((parts) => save("events.csv", new Blob(parts, { type: "text/csv;charset=utf-8" }))));
  on("download-json", () => void jsonParts().then((parts) => save("events.json", new Blob(parts, { type: "application/json" }))));
  on("download-svg", () => void saveChart("svg"));
  on("download-png", () => void saveChart("png"));
  byId("copy-link").addEventListener("click", () => void copyLink());
}
