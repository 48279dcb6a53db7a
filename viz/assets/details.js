/**
 * The panel: what the event is, its date in words, how the date is known, and the words that prove it.
 */

const DETAILS = byId("details");
/** The events that were listed last, to which the details of one of them lead back. @type {number[]} */
let listed = [];

/** Open the panel on the selected event, or show what the timeline is about. */
async function drawDetails() {
  const index = STATE.selected;
  const open = index >= 0;
  const record = open ? await recordOf(index) : null;
  if (STATE.selected !== index) return;
  DETAILS.classList.toggle("is-open", open);
  byId("about").hidden = open;
  byId("event").hidden = !open;
  byId("event").replaceChildren(...(record ? eventParts(index, record) : []));
  if (open) DETAILS.scrollTop = 0;
}

/** @param {number} index @param {EventRecord} record @returns {Node[]} */
function eventParts(index, record) {
  const row = rowObject(record.cells);
  const swatch = make("span", { class: "swatch", "aria-hidden": "true" });
  swatch.style.setProperty("--mark", `var(--mark-${EVENTS.colour[index]})`);
  const close = make("button", { type: "button", id: "close", class: "quiet", "aria-label": say("close") }, "×");
  close.addEventListener("click", deselect);
  return [
    ...backPart(index),
    make("div", { class: "panel-head" }, make("p", { class: "kicker" }, swatch, enumName("event_type", index)), close),
    make("h2", { tabindex: "-1" }, labelOf(index)),
    make(
      "p",
      { class: "when" },
      make("span", { class: "words" }, capital(dateWords(index))),
      " ",
      make("code", { title: "EDTF" }, String(row.date_edtf)),
    ),
    ...modalityPart(index),
    howPart(index, record, row),
    factsPart(index, record, row),
    quotesPart(record),
    jsonPart(row),
    stepsPart(index),
  ];
}

/** The way back to the list that an event was chosen from. @param {number} index */
function backPart(index) {
  if (!listed.includes(index)) listed = [];
  if (!listed.length) return [];
  const text = `‹ ${say("group", { count: grouped(listed.length) })}`;
  const back = make("button", { type: "button", class: "quiet", id: "back" }, text);
  back.addEventListener("click", (event) => {
    showGroup(listed);
    if (!event.detail) goToDetails(back);
  });
  return [back];
}

/** @param {string} text */
function capital(text) {
  return text.charAt(0).toLocaleUpperCase(PAYLOAD.language) + text.slice(1);
}

/** @param {number} index */
function modalityPart(index) {
  const code = enumCode("modality", index);
  if (!code || code === "occurred") return [];
  return [make("p", { class: "notice" }, enumName("modality", index))];
}

/** @param {number} index @param {EventRecord} record @param {any} row */
function howPart(index, record, row) {
  const known = ["stated", "resolved", "inferred"].includes(row.derivation) ? row.derivation : "stated";
  const reasons = known === "inferred" ? inferredReasons(record) : mentionReasons(record);
  return make(
    "section",
    {},
    make("h3", {}, say("how")),
    make("p", { class: "known" }, say(`how_${known}`)),
    make("ul", { class: "reasons" }, ...reasons.map((reason) => make("li", {}, reason))),
  );
}

/** @param {EventRecord} record @returns {string[]} each once */
function mentionReasons(record) {
  const reasons = record.mentions.map((mention) => {
    const [document, , words, , , anchor, anchorWords] = mention;
    if (!words) return "";
    if (!anchor) return say("stated", { words });
    const date = document < 0 ? "" : DOCUMENTS.published.at(document);
    if (anchor === "published" && date) return say("resolved_published", { words, date });
    if (anchor === "published") return say("resolved_published_unknown", { words });
    if (anchorWords) return say("resolved_words", { words, anchor: anchorWords });
    return say("resolved_offset", { words, offset: anchor.replace(/^@/, "") });
  });
  return [...new Set(/** @type {string[]} */ (reasons.filter(Boolean)))];
}

/** @param {EventRecord} record @returns {string[]} */
function inferredReasons(record) {
  const reasons = [];
  for (const [explanation, premises] of record.derivations) {
    if (explanation) reasons.push(capital(explanation));
    const facts = premisesText(premises);
    if (facts) reasons.push(say("inferred_from", { premises: facts }));
  }
  return reasons.length ? reasons : mentionReasons(record);
}

/** The premises of an inference as one line. @param {string} text JSON */
function premisesText(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return plainText(value);
}

/** @param {any} value @returns {string} */
function plainText(value) {
  if (Array.isArray(value)) return value.map(plainText).join("; ");
  if (value && typeof value === "object") {
    return Object.entries(value)
      .map(([key, inner]) => `${key.replace(/_/g, " ")}: ${plainText(inner)}`)
      .join("; ");
  }
  const index = typeof value === "string" ? EVENTS.ids.indexOf(value) : -1;
  return index < 0 ? String(value ?? "") : `“${labelOf(index)}” (${dateWords(index)})`;
}

/** @param {number} index @param {EventRecord} record @param {any} row */
function factsPart(index, record, row) {
  const list = make("dl", { class: "facts" });
  const add = (/** @type {string} */ name, /** @type {string} */ value) => {
    if (value) list.append(make("dt", {}, name), make("dd", {}, value));
  };
  add(say("place"), placeName(index));
  add(
    say("people"),
    record.participants.map(([name, role]) => (role ? `${name} (${role.replace(/_/g, " ")})` : name)).join(", "),
  );
  add(say("reference"), row.reference ?? "");
  add(say("precision"), precisionName(row.precision));
  add(say("certainty"), enumName("qualifier", index));
  if (typeof row.confidence === "number") add(say("confidence"), `${Math.round(row.confidence * 100)} %`);
  if (row.reviewed === true) add(say("reviewed"), "✓");
  return list;
}

/** @param {string | null | undefined} code */
function precisionName(code) {
  return code ? (PAYLOAD.precisions[code] ?? code) : "";
}

/** Every mention as a quotation, its date words marked. @param {EventRecord} record */
function quotesPart(record) {
  const section = make("section", {}, make("h3", {}, say("quotes")));
  /** @type {Map<number, Mention[]>} */
  const byDocument = new Map();
  for (const mention of record.mentions) {
    const others = byDocument.get(mention[0]);
    if (others) others.push(mention);
    else byDocument.set(mention[0], [mention]);
  }
  for (const [number, mentions] of byDocument) {
    const quotes = mentions.map(([, before, words, after]) =>
      make("blockquote", {}, before, ...(words ? [make("mark", {}, words)] : []), after),
    );
    section.append(make("div", { class: "source" }, ...quotes, citation(number)));
  }
  return section;
}

/** @param {number} document -1 for none */
function citation(document) {
  const { titles, publishers, published: dates, sources } = DOCUMENTS;
  const told = [titles, publishers, dates, sources].map((column) => (document < 0 ? "" : column.at(document)));
  const [title, publisher, published, source] = told;
  const cite = make("p", { class: "cite" }, make("cite", {}, title));
  const rest = [publisher, published && say("published", { date: published })].filter(Boolean).join(", ");
  if (rest) cite.append(", ", rest);
  if (isWebAddress(source)) {
    const link = make("a", { href: source, rel: "noopener noreferrer", target: "_blank" }, say("open_source"));
    cite.append(" ", link);
  }
  return cite;
}

/** Only http and https are made links. @param {string} text */
function isWebAddress(text) {
  try {
    return ["http:", "https:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** @param {any} row */
function jsonPart(row) {
  return make(
    "details",
    { class: "json" },
    make("summary", {}, say("row")),
    make("pre", { tabindex: "0" }, JSON.stringify(row, null, 2)),
  );
}

/** The neighbours in time. @param {number} index */
function stepsPart(index) {
  const at = STATE.passing.indexOf(index);
  const step = (/** @type {number} */ by, /** @type {string} */ key, /** @type {string} */ id) => {
    const button = /** @type {HTMLButtonElement} */ (make("button", { type: "button", id }, say(key)));
    const other = at < 0 ? undefined : STATE.passing[at + by];
    button.disabled = other === undefined;
    button.addEventListener("click", () => {
      if (other === undefined) return;
      void select(other).then(() => byId(id).focus());
    });
    return button;
  };
  return make("div", { class: "steps" }, step(-1, "previous", "event-previous"), step(1, "next", "event-next"));
}

/** List events that stand at the same time. @param {number[]} members */
function showGroup(members) {
  listed = members;
  if (STATE.selected >= 0) {
    STATE.selected = -1;
    update();
    markTableRow();
  }
  const close = make("button", { type: "button", class: "quiet", "aria-label": say("close") }, "×");
  close.addEventListener("click", deselect);
  const items = members.slice(0, 200).map((index) => {
    const button = make("button", { type: "button", class: "row-button" }, labelOf(index));
    button.addEventListener("click", (event) => choose(index, event));
    return make("li", {}, button, make("span", { class: "muted" }, dateWords(index)));
  });
  if (members.length > 200) items.push(make("li", {}, say("more", { count: grouped(members.length - 200) })));
  byId("about").hidden = true;
  byId("event").hidden = false;
  DETAILS.classList.add("is-open");
  byId("event").replaceChildren(
    make("div", { class: "panel-head" }, make("h2", { tabindex: "-1" }, say("group", { count: grouped(members.length) })), close),
    make("ul", { class: "group-list" }, ...items),
  );
}
