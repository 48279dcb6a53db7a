/**
 * Proleptic Gregorian days counted from 1970-01-01 = 0, years astronomical (0 is 1 BCE); the ticks of the axis.
 */

/**
 * @param {number} year
 * @param {number} month 1–12
 * @param {number} day
 */
function dayNumber(year, month, day) {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146097 + yearOfEra * 365 + leaps + dayOfYear - 719468;
}

/**
 * @param {number} number
 * @returns {[number, number, number]} year, month, day
 */
function civil(number) {
  const days = number + 719468;
  const era = Math.floor(days / 146097);
  const rest = days - era * 146097;
  const leaps = Math.floor(rest / 1460) - Math.floor(rest / 36524) + Math.floor(rest / 146096);
  const yearOfEra = Math.floor((rest - leaps) / 365);
  const dayOfYear = rest - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

/** A day as EDTF. @param {number} number */
function edtfDay(number) {
  const [year, month, day] = civil(number);
  const digits = String(Math.abs(year)).padStart(4, "0");
  const shown = Math.abs(year) > 9999 ? `Y${year}` : (year < 0 ? "-" : "") + digits;
  return `${shown}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/**
 * @param {string | null} text
 * @returns {number | null} the day, or null where the text is no EDTF day
 */
function parseEdtfDay(text) {
  const match = /^(?:Y(-?\d{5,12})|(-?\d{4}))-(\d\d)-(\d\d)$/.exec(text ?? "");
  if (!match) return null;
  const number = dayNumber(Number(match[1] ?? match[2]), Number(match[3]), Number(match[4]));
  return edtfDay(number) === text ? number : null;
}

const MONTHS = say("months").split(", ");

/** The short name of a month. @param {number} month 1–12 */
function monthName(month) {
  return MONTHS[month - 1];
}

/** A year in words: BCE below 1. @param {number} year */
function yearWords(year) {
  return year > 0 ? String(year) : say("bce", { year: 1 - year });
}

/** A day for the line that tells the window. @param {number} number */
function dayWords(number) {
  const [year, month, day] = civil(number);
  return `${day} ${monthName(month)} ${yearWords(year)}`;
}

/**
 * The ticks of a window: round steps of days, months or years, about 92 pixels apart, years 76.
 * @param {number} from
 * @param {number} to
 * @param {number} width
 * @returns {{day: number, text: string}[]}
 */
function ticksOf(from, to, width) {
  const wanted = Math.max(2, Math.floor(width / 92));
  const days = (to - from) / wanted;
  if (days < 20) return dayTicks(from, to, [1, 2, 5, 10, 15].find((step) => step >= days) ?? 15);
  if (days < 200) return monthTicks(from, to, [1, 2, 3, 6].find((step) => step * 30.5 >= days) ?? 6);
  return yearTicks(from, to, (to - from) / Math.max(2, Math.floor(width / 76)) / 365.25);
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} step
 */
function dayTicks(from, to, step) {
  /** @type {{day: number, text: string}[]} */
  const ticks = [];
  let named = -1;
  for (let day = Math.ceil(from); day <= to; day++) {
    const [year, month, dayOfMonth] = civil(day);
    if ((dayOfMonth - 1) % step || (step > 1 && dayOfMonth > 31 - step / 2)) continue;
    const text = `${dayOfMonth} ${monthName(month)}` + (named === year ? "" : ` ${yearWords(year)}`);
    named = year;
    ticks.push({ day, text });
  }
  return ticks;
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} step
 */
function monthTicks(from, to, step) {
  /** @type {{day: number, text: string}[]} */
  const ticks = [];
  const [firstYear] = civil(Math.floor(from));
  for (let index = 0; ; index += step) {
    const year = firstYear + Math.floor(index / 12);
    const month = (index % 12) + 1;
    const day = dayNumber(year, month, 1);
    if (day > to) return ticks;
    if (day < from) continue;
    const first = month === 1 || ticks.length === 0;
    ticks.push({ day, text: first ? `${monthName(month)} ${yearWords(year)}` : monthName(month) });
  }
}

/**
 * @param {number} from
 * @param {number} to
 * @param {number} least years between two ticks
 */
function yearTicks(from, to, least) {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= least) ?? power);
  /** @type {{day: number, text: string}[]} */
  const ticks = [];
  const [firstYear] = civil(Math.floor(from));
  for (let year = Math.floor(firstYear / step) * step; ; year += step) {
    const shown = year <= 0 && step > 1 ? year + 1 : year;
    const day = dayNumber(shown, 1, 1);
    if (day > to) return ticks;
    if (day >= from) ticks.push({ day, text: yearWords(shown) });
  }
}
