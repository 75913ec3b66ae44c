import { type CalendarDate, isDay } from "./calendar.ts";

const DATE = /^(?<sign>[+-])?(?<year>\d{4,7})-(?<month>\d\d)-(?<day>\d\d)$/;

/**
 * Reads `YYYY-MM-DD`, also in ISO 8601's expanded form (`+010000-01-01`, and `-000001-01-01` for 2 BC)
 * or with ` BC` behind it. The day need not exist.
 *
 * @returns undefined for any other text, the year 0000 among it: taps send it for "no date".
 */
export function parseCalendarDate(text: string, isBc: boolean): CalendarDate | undefined {
  const { sign, year, month, day } = DATE.exec(text)?.groups ?? {};
  const number = Number(year);
  if (year === undefined || (number === 0 && sign === undefined)) return undefined;
  // An era beside a sign would count twice.
  if (isBc && sign !== undefined) return undefined;
  return {
    year: isBc ? 1 - number : sign === "-" ? -number : number,
    month: Number(month),
    day: Number(day),
  };
}

/** As PostgreSQL reads a date; the era goes behind the time. */
export function formatCalendarDate({ year, month, day }: CalendarDate): {
  readonly date: string;
  readonly era: string;
} {
  const number = year < 1 ? 1 - year : year;
  const date = `${pad(number, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return { date, era: year < 1 ? " BC" : "" };
}

/**
 * Whether a text that begins as a date does names a day that exists, in a year that PostgreSQL has.
 * Texts of another form are not judged here.
 */
export function isRealDate(text: string, lastYear: number): boolean {
  const date = /^[+-]?\d{4,7}-\d\d-\d\d(?!\d)/.exec(text)?.[0];
  if (date === undefined) return true;
  const parsed = parseCalendarDate(date, / BC$/i.test(text));
  return parsed !== undefined && isDay(parsed) && parsed.year <= lastYear;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
