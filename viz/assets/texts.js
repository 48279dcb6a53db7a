/**
 * Numbers, texts and chunks as the page carries them: plain in small packages, deflated in large ones; and the
 * search through tables of texts. Texts of large packages stay bytes, or numbers of words, until one is shown.
 *
 * @typedef {Uint8Array | Uint16Array | Uint32Array | Int16Array | Int32Array | Float64Array} Numbers
 */

const ARRAYS = { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array, i2: Int16Array, i4: Int32Array, f8: Float64Array };
const UTF8 = new TextDecoder();
const BLOCK = 16384;

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function fromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** @param {string} text base64 of raw deflate @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function inflated(text) {
  const stream = new Blob([fromBase64(text)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {Packed} packed @returns {Promise<Numbers>} */
async function unpack(packed) {
  const kind = ARRAYS[packed.type];
  if (packed.data !== undefined) return new kind(fromBase64(packed.data).buffer);
  const planes = await Promise.all((packed.planes ?? []).map(inflated));
  const size = planes.length;
  if (size === 1) return new kind(planes[0].buffer);
  const bytes = new Uint8Array(planes[0].length * size);
  planes.forEach((plane, place) => {
    for (let i = 0; i < plane.length; i++) bytes[i * size + place] = plane[i];
  });
  return new kind(bytes.buffer);
}

/** Where each of a row of lengths begins, and where the last one ends. @param {Numbers} lengths */
function offsetsOf(lengths) {
  const offsets = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) offsets[i + 1] = offsets[i] + lengths[i];
  return offsets;
}

/** A table of texts by number. */
class Texts {
  /**
   * @param {string[]} list the texts, or none where they are bytes
   * @param {Uint8Array} [bytes]
   * @param {Uint32Array} [offsets]
   */
  constructor(list, bytes, offsets) {
    this.list = list;
    this.bytes = bytes;
    this.offsets = offsets;
    this.count = offsets ? offsets.length - 1 : list.length;
    /** @type {{text: string, starts: Uint32Array}[]} blocks of folded lines, made when first searched */
    this.folded = [];
  }

  /** @param {PackedTexts} packed */
  static async unpack(packed) {
    if (Array.isArray(packed)) return new Texts(packed);
    return new Texts([], await inflated(packed.bytes), offsetsOf(await unpack(packed.lengths)));
  }

  /** @param {number} number */
  at(number) {
    if (!this.bytes || !this.offsets) return this.list[number];
    return UTF8.decode(this.bytes.subarray(this.offsets[number], this.offsets[number + 1]));
  }

  /** The number of a text, -1 where there is none such. @param {string} text */
  indexOf(text) {
    if (!this.bytes || !this.offsets) return this.list.indexOf(text);
    const wanted = new TextEncoder().encode(text);
    for (let number = 0; number < this.count; number++) {
      const start = this.offsets[number];
      if (this.offsets[number + 1] - start !== wanted.length) continue;
      let same = 0;
      while (same < wanted.length && this.bytes[start + same] === wanted[same]) same++;
      if (same === wanted.length) return number;
    }
    return -1;
  }

  /**
   * Which texts contain a folded word: 1 for each that does.
   * @param {string} word
   */
  containing(word) {
    if (!this.folded.length) this.foldAll();
    const found = new Uint8Array(this.count);
    this.folded.forEach(({ text, starts }, block) => {
      let line = 0;
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[line])) {
        while (starts[line] <= at) line++;
        found[block * BLOCK + line - 1] = 1;
        if (line >= starts.length) break;
      }
    });
    return found;
  }

  /** Fold the texts in blocks of lines, many times faster than one by one; `starts` tells where each line begins. */
  foldAll() {
    for (let first = 0; first < this.count; first += BLOCK) {
      const last = Math.min(first + BLOCK, this.count);
      const text = folded(this.lines(first, last));
      const starts = new Uint32Array(last - first);
      for (let line = 1, at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts[line++] = at + 1;
      this.folded.push({ text, starts });
    }
  }

  /** Some texts, each in a line of its own. @param {number} first @param {number} last */
  lines(first, last) {
    const { list, bytes, offsets } = this;
    if (!bytes || !offsets) return list.slice(first, last).map((text) => text.replace(/\n/g, " ")).join("\n");
    const [feed, space] = [10, 32];
    const content = new Uint8Array(offsets[last] - offsets[first] + last - first);
    let end = 0;
    for (let number = first, at = offsets[first]; number < last; number++) {
      for (; at < offsets[number + 1]; at++) content[end++] = bytes[at] === feed ? space : bytes[at];
      content[end++] = feed;
    }
    return UTF8.decode(content.subarray(0, end - 1));
  }
}

/** A table of texts that are their words in a row, many of which they share: a search looks through the words alone. */
class Phrases {
  /** @param {Texts} words @param {Uint32Array} offsets where in `parts` each text begins @param {Numbers} parts */
  constructor(words, offsets, parts) {
    this.words = words;
    this.offsets = offsets;
    this.parts = parts;
  }

  /** @param {number} number */
  at(number) {
    const parts = this.parts.subarray(this.offsets[number], this.offsets[number + 1]);
    return Array.from(parts, (part) => this.words.at(part)).join("");
  }

  /** Which texts contain a folded word, one without a space: 1 for each that does. @param {string} word */
  containing(word) {
    const hits = this.words.containing(word);
    const found = new Uint8Array(this.offsets.length - 1);
    let at = 0;
    for (let number = 0; number < found.length; number++) {
      for (const end = this.offsets[number + 1]; at < end; at++) found[number] |= hits[this.parts[at]];
    }
    return found;
  }
}

/** @param {PackedPhrases} packed */
async function unpackPhrases(packed) {
  if (Array.isArray(packed)) return new Texts(packed);
  const [words, lengths, values] = await Promise.all([Texts.unpack(packed.words), unpack(packed.lengths), unpack(packed.values)]);
  const offsets = offsetsOf(lengths);
  // The words of each block of texts are numbered by themselves.
  const parts = new Uint32Array(values.length);
  packed.bases.forEach((base, block) => {
    const last = offsets[Math.min((block + 1) * packed.block, lengths.length)];
    for (let at = offsets[block * packed.block]; at < last; at++) parts[at] = values[at] + base;
  });
  return new Phrases(words, offsets, parts);
}

/** A column of a table whose texts repeat: the different ones, and which one each row has. */
class Coded {
  /** @param {Texts} values @param {Numbers} codes */
  constructor(values, codes) {
    this.values = values;
    this.codes = codes;
  }

  /** @param {PackedCoded} packed */
  static async unpack({ values, codes }) {
    return new Coded(...(await Promise.all([Texts.unpack(values), unpack(codes)])));
  }

  /** @param {number} row */
  at(row) {
    return this.values.at(this.codes[row]);
  }
}

/** A table of texts in the order of the published table, by the number of an event. */
class ByEvent {
  /** @param {Texts | Phrases} texts @param {Numbers} order the row of each event @param {Numbers} places the event of each row */
  constructor(texts, order, places) {
    this.texts = texts;
    this.order = order;
    this.places = places;
  }

  /** @param {number} index */
  at(index) {
    return this.texts.at(this.order[index]);
  }

  /** The event of a text, -1 where there is none such. @param {string} text */
  indexOf(text) {
    const row = this.texts instanceof Texts ? this.texts.indexOf(text) : -1;
    return row < 0 ? -1 : this.places[row];
  }

  /** Which events' texts contain a folded word: 1 for each that does. @param {string} word */
  containing(word) {
    const found = this.texts.containing(word);
    return found.map((_, index) => found[this.order[index]]);
  }
}

/**
 * The rows of a table by event: those of event n are `rows.subarray(offsets[n], offsets[n + 1])`.
 * @param {Numbers} owners the row of each one's event in the table of events, -1 for none
 * @param {Numbers} places the event of each row of that table
 */
function groupedRows(owners, places) {
  const offsets = new Uint32Array(places.length + 1);
  for (const owner of owners) if (owner >= 0) offsets[places[owner] + 1]++;
  for (let n = 0; n < places.length; n++) offsets[n + 1] += offsets[n];
  const rows = new Uint32Array(offsets[places.length]);
  const next = offsets.slice();
  owners.forEach((owner, row) => {
    if (owner >= 0) rows[next[places[owner]]++] = row;
  });
  return { offsets, rows };
}

/**
 * Split a quotation at its date's words, which begin at a code point, else where they first stand.
 * @param {string} quote
 * @param {string} words
 * @param {number} start -1 for nowhere
 * @returns {[string, string, string]}
 */
function splitQuote(quote, words, start) {
  let at = start < 0 ? -1 : Array.from(quote).slice(0, start).join("").length;
  if (at < 0 || !quote.startsWith(words, at)) at = words ? quote.indexOf(words) : -1;
  return at < 0 ? [quote, "", ""] : [quote.slice(0, at), words, quote.slice(at + words.length)];
}
