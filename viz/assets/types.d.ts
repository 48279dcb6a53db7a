/** What the page's scripts are given, by columns.py and by Plotly: read by the type checker alone. */

type Packed = { type: "u1" | "u2" | "u4" | "i2" | "i4" | "f8"; data?: string; planes?: string[] };
type PackedTexts = string[] | { lengths: Packed; bytes: string };
type PackedPhrases =
  | string[]
  | { block: number; bases: number[]; words: PackedTexts; lengths: Packed; values: Packed };
type PackedCoded = { values: PackedTexts; codes: Packed };

/** What only details and downloads need: by row of the published tables. */
type PackedRecords = {
  /** null for what the page has anyway */
  cells: (PackedCoded | null)[];
  /** the labels that are shown otherwise than they are published */
  labels: Record<number, string>;
  mentions: { start: Packed; anchored: Packed; date_text: PackedCoded; section: PackedCoded; anchor: PackedCoded };
  derivations: Packed;
  participants: { event: Packed; name: PackedCoded; role: PackedCoded };
};

type Theme = {
  paper: string;
  band: string;
  grid: string;
  axis: string;
  text: string;
  ring: string;
  /** of few events to those of many */
  bins: string[];
  bin_text: string;
  marks: string[];
};

/** A trace without data, as figure.py has it. */
type Template = { type: string; name: string; mode?: string; marker?: any; textfont?: any };

type Payload = {
  title: string;
  language: string;
  count: number;
  /** the first and last day of the window that shows all */
  full: [number, number];
  /** those of the window that the page opens with */
  opening: [number, number];
  pagedOver: number;
  today: boolean;
  /** how many long texts stand together */
  chunk: number;
  texts: Record<string, string>;
  geometry: Record<
    | "fontSize"
    | "labelGap"
    | "labelLimit"
    | "labelMost"
    | "boxGap"
    | "dot"
    | "fade"
    | "widenAt"
    | "many"
    | "rowsFew"
    | "rowsInAll",
    number
  >;
  figure: { font: string; themes: { light: Theme; dark: Theme }; layout: any; traces: Template[]; config: object };
  precisions: Record<string, string>;
  /** name and Table Schema type of each column of the events table */
  fields: [name: string, type: string][];
  enums: Record<string, { codes: string[]; names: string[]; counts: number[] }>;
  /** `published` in words */
  documents: {
    ids: PackedTexts;
    titles: PackedTexts;
    sources: PackedTexts;
    publishers: PackedCoded;
    published: PackedCoded;
  };
  places: [name: string, latitude: string, longitude: string][];
  placeIds: string[];
  ids: PackedTexts;
  labels: PackedPhrases;
  columns: Record<string, Packed>;
  words: { list: PackedPhrases; of: Packed };
  mentions: { event: Packed; document: Packed };
  lanes: Record<string, { names: string[]; of: Packed; rows?: Packed }>;
};

declare const Plotly: {
  react(chart: HTMLElement, traces: object[], layout: object, config: object): void;
  toImage(figure: object, options: { format: string; width: number; height: number; scale: number }): Promise<string>;
};
