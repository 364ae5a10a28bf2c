// Days and the values that name them. Everything is counted in whole UTC days since 1970-01-01, so no clock, time zone
// or locale of the reader's machine can move a date.

export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG = "January February March April May June July August September October November December".split(" ");
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/** Parts of the day of TimeML, as hours. @type {Record<string, [number, number]>} */
const DAY_PARTS = { MO: [6, 12], MI: [12, 13], AF: [12, 18], EV: [18, 22], NI: [20, 24], DT: [6, 18] };
/** Seasons of TimeML and EDTF as first month and length. @type {Record<string, [number, number]>} */
const SEASONS = { SP: [3, 3], SU: [6, 3], FA: [9, 3], WI: [12, 3], 21: [3, 3], 22: [6, 3], 23: [9, 3], 24: [12, 3] };

/** The day number of a year, month (1 to 12, beyond carries over) and day. @param {number} y @param {number} m @param {number} d */
export const dayOf = (y, m, d) => {
  const t = new Date(0);
  t.setUTCFullYear(y, m - 1, d);
  return Math.round(t.getTime() / 864e5);
};

/** Year, month, day, weekday of a day number. @param {number} day */
export const partsOf = (day) => {
  const t = new Date(Math.floor(day) * 864e5);
  return { y: t.getUTCFullYear(), m: t.getUTCMonth() + 1, d: t.getUTCDate(), w: t.getUTCDay() };
};

/** "4 Sep 2016", or long "Sunday 4 September 2016". @param {number} day @param {boolean} [long] */
export const dayText = (day, long) => {
  const { y, m, d, w } = partsOf(day);
  return long ? `${WEEKDAYS[w]} ${d} ${LONG[m - 1]} ${y}` : `${d} ${MONTHS[m - 1]} ${y}`;
};

/** "2016-09-04". @param {number} day */
export const isoOf = (day) => new Date(Math.floor(day) * 864e5).toISOString().slice(0, 10);

/** The clock time of a fractional day, "14:30". @param {number} day */
export const clockText = (day) => {
  const minutes = Math.round((day - Math.floor(day)) * 1440);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
};

/** The monday of an ISO week. @param {number} y @param {number} week */
const weekStart = (y, week) => {
  const fourth = dayOf(y, 1, 4);
  return fourth - ((partsOf(fourth).w + 6) % 7) + (week - 1) * 7;
};

/**
 * The stretch that one TIMEX3 or EDTF value names (ISO 8601 days, months, years, decades, weeks, quarters, halves,
 * seasons, clock times and parts of the day), half open, or null for a value that names no place on the calendar.
 * @param {string | null | undefined} value
 * @returns {{from: number, to: number} | null}
 */
export function rangeOf(value) {
  const v = (value ?? "").replace(/[~?%]/g, "");
  const m =
    /^(\d{4}|\d{3}X?|\d{2}(?:XX)?)(?:-(\d{2}|W\d{2}|Q[1-4]|H[12]|SP|SU|FA|WI))?(?:-(\d{1,2}|WE))?(?:T([\d:]+|[A-Z]{2}))?Z?$/.exec(
      v,
    );
  if (!m) return null;
  const [, year = "", middle, last, clock] = m;
  const digits = year.replace(/X/g, "");
  const scale = 10 ** (4 - digits.length);
  const y = Number(digits) * scale;
  if (scale > 1) return { from: dayOf(y, 1, 1), to: dayOf(y + scale, 1, 1) };
  if (!middle) return { from: dayOf(y, 1, 1), to: dayOf(y + 1, 1, 1) };
  if (middle[0] === "W" && middle !== "WI") {
    const monday = weekStart(y, Number(middle.slice(1)));
    if (last === "WE") return { from: monday + 5, to: monday + 7 };
    return last ? { from: monday + Number(last) - 1, to: monday + Number(last) } : { from: monday, to: monday + 7 };
  }
  if (middle[0] === "Q") return months(y, Number(middle[1]) * 3 - 2, 3);
  if (middle[0] === "H") return months(y, Number(middle[1]) * 6 - 5, 6);
  const season = SEASONS[middle];
  if (season) return months(y, season[0], season[1]);
  if (!last) return months(y, Number(middle), 1);
  const day = dayOf(y, Number(middle), Number(last));
  return clock ? within(day, clock) : { from: day, to: day + 1 };
}

/** @param {number} y @param {number} first @param {number} count */
const months = (y, first, count) => ({ from: dayOf(y, first, 1), to: dayOf(y, first + count, 1) });

/** A clock time or a part of a day. @param {number} day @param {string} clock */
function within(day, clock) {
  const part = DAY_PARTS[clock];
  if (part) return { from: day + part[0] / 24, to: day + part[1] / 24 };
  const [h = 0, min] = clock.split(":").map(Number);
  const from = day + h / 24 + (min ?? 0) / 1440;
  return { from, to: from + (min === undefined ? 1 / 24 : 1 / 1440) };
}

/**
 * How the page names a stretch, no more exact than it is: a clock time, a day, a month, a year, a decade, or both ends.
 * @param {number} from @param {number} to
 */
export function rangeText(from, to) {
  const length = to - from;
  if (length < 1 && Math.floor(from) === Math.floor(to - 1e-6)) {
    const day = dayText(from);
    return length <= 1 / 24 + 1e-9 ? `${clockText(from)}, ${day}` : `${clockText(from)} to ${clockText(to)}, ${day}`;
  }
  if (length === 1) return dayText(from);
  const a = partsOf(from);
  const b = partsOf(to);
  if (a.d === 1 && b.d === 1) {
    if (a.m === 1 && b.m === 1) {
      if (b.y - a.y === 1) return String(a.y);
      return b.y - a.y === 10 && a.y % 10 === 0 ? `${a.y}s` : `${a.y} to ${b.y - 1}`;
    }
    const end = partsOf(to - 1);
    if (a.y === end.y && a.m === end.m) return `${MONTHS[a.m - 1]} ${a.y}`;
    return `${MONTHS[a.m - 1]}${a.y === end.y ? "" : ` ${a.y}`} to ${MONTHS[end.m - 1]} ${end.y}`;
  }
  const end = partsOf(to - 1e-6);
  const left = a.y === end.y ? `${a.d}${a.m === end.m ? "" : ` ${MONTHS[a.m - 1]}`}` : dayText(from);
  return `${left} to ${dayText(to - 1e-6)}`;
}
