import { ValueError } from "../errors.ts";

/** Most fractional digits that PostgreSQL keeps. */
const MAX_FRACTION_DIGITS = 6;

/** Zones from here on are refused by PostgreSQL. */
const MAX_OFFSET_MINUTES = 16 * 60;

/** What nearly every tap sends: UTC or no zone, microseconds at most. */
const PLAIN = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|\+00:00)?$/;

const DATE = /^(\d{4,7})-(\d\d)-(\d\d)(?<era> BC)?$/;
const TIME =
  /^(\d\d):(\d\d)(?<seconds>:\d\d)?(?<fraction>\.\d+)? ?(?<zone>[Zz]|[+-]\d\d(?::?\d\d)?)?$/;
const INFINITE = /^[+-]?infinity$/i;

interface DateTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly era: string;
  readonly time: Time;
}

interface Time {
  readonly minutes: number;
  /** `:SS` and the fraction as it was sent. */
  readonly seconds: string;
  /** Minutes east of UTC; undefined without a zone. */
  readonly offset: number | undefined;
}

/**
 * A date-time as input of a `timestamp` column, which ignores zones: the same instant in UTC. Text
 * without a zone is UTC already. No Date is built: it would lose microseconds and accept 30 February.
 *
 * @throws {ValueError} for what is no date-time, or has more digits than PostgreSQL keeps.
 */
export function timestampText(text: string): string {
  if (PLAIN.test(text)) return text;
  const parsed = parseDateTime(text);
  return parsed === undefined ? text : formatUtc(parsed);
}

/**
 * A date-time as input of a `timestamptz` column, which honours zones (the session's is UTC).
 *
 * @throws {ValueError} for what is no date-time, or has more digits than PostgreSQL keeps.
 */
export function timestamptzText(text: string): string {
  if (!PLAIN.test(text)) parseDateTime(text);
  return text;
}

/**
 * A date as input of a `date` column. A date-time passes when it is midnight, UTC or without zone.
 *
 * @throws {ValueError} for what is no date, or has a time that the column would lose.
 */
export function dateText(text: string): string {
  if (DATE.test(text) || INFINITE.test(text)) return text;
  const [, date, time] = /^(\S+)[T ](.*)$/.exec(text) ?? [];
  if (date === undefined || time === undefined || !DATE.test(date)) {
    throw new ValueError("is not a date (YYYY-MM-DD)");
  }
  const { minutes, seconds, offset } = parseTime(time);
  if (minutes !== 0 || /[1-9]/.test(seconds) || offset) {
    throw new ValueError("has a time of day, which a date column would lose");
  }
  return date;
}

/**
 * A time of day as input of a `time` column, which ignores zones: the same time in UTC.
 *
 * @throws {ValueError} for what is no time, or has more digits than PostgreSQL keeps.
 */
export function timeText(text: string): string {
  const { minutes, seconds, offset } = parseTime(text);
  const utc = offset ? (minutes - offset + 2880) % 1440 : minutes;
  return formatTime(utc, seconds);
}

/** One spelling for all spellings of a date that {@link dateText} lets through, for comparing keys. */
export function canonicalDate(text: string): string {
  return text.toLowerCase().replace(/^0+(?=\d{4})/, "");
}

/** One spelling for all spellings of an instant, for comparing keys. */
export function canonicalDateTime(text: string): string {
  const parsed = parseDateTime(text);
  if (parsed === undefined) return text.toLowerCase();
  return formatUtc(parsed)
    .replace(/(\.\d*?)0*(?= BC|$)/, "$1")
    .replace(/\.(?= BC|$)/, "");
}

function parseDateTime(text: string): DateTime | undefined {
  if (INFINITE.test(text)) return undefined;
  const split = /^(\d+-\d\d-\d\d)(?:[T ](.+?))?( BC)?$/i.exec(text);
  const date = DATE.exec(split?.[1] ?? "");
  if (split === null || date === null) throw new ValueError("is not a date-time (RFC 3339)");
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])];
  return { year, month, day, era: split[3] ?? "", time: parseTime(split[2] ?? "00:00:00") };
}

function parseTime(text: string): Time {
  const match = TIME.exec(text);
  if (match === null || Number(match[1]) > 24 || Number(match[2]) > 59) {
    throw new ValueError("has no time of day in the form HH:MM:SS, with one zone at most");
  }
  const {
    seconds = ":00",
    fraction = "",
    zone,
  } = match.groups as Record<string, string | undefined>;
  if (/[1-9]/.test(fraction.slice(1 + MAX_FRACTION_DIGITS))) {
    throw new ValueError(
      "has more than six fractional digits, which PostgreSQL would round; set on_precision_loss to text",
    );
  }
  const kept = fraction.slice(1, 1 + MAX_FRACTION_DIGITS);
  return {
    minutes: Number(match[1]) * 60 + Number(match[2]),
    seconds: kept === "" ? seconds : `${seconds}.${kept}`,
    offset: zone === undefined ? undefined : parseOffset(zone),
  };
}

function parseOffset(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  if (minutes >= MAX_OFFSET_MINUTES) throw new ValueError("has a zone that does not exist");
  return zone.startsWith("-") ? -minutes : minutes;
}

function formatUtc({ year, month, day, era, time }: DateTime): string {
  if (!time.offset)
    return `${formatDate(year, month, day)} ${formatTime(time.minutes, time.seconds)}${era}`;
  // Shifting the day would hide a date that does not exist; the server must see those as they are.
  if (
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysInMonth(year, month) ||
    year < 1 ||
    era !== ""
  ) {
    throw new ValueError("is a date that does not exist, or one before year 1 with a zone");
  }
  const shifted = time.minutes - time.offset;
  const days = Math.floor(shifted / 1440);
  const date = addDays({ year, month, day }, days);
  return `${formatDate(date.year, date.month, date.day)} ${formatTime(shifted - days * 1440, time.seconds)}${date.year < 1 ? " BC" : ""}`;
}

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `days` is at most two in either direction: an offset is shorter than a day. */
function addDays({ year, month, day }: CalendarDate, days: number): CalendarDate {
  const moved = day + days;
  if (moved < 1) {
    const previous = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
    return { ...previous, day: daysInMonth(previous.year, previous.month) + moved };
  }
  const length = daysInMonth(year, month);
  if (moved <= length) return { year, month, day: moved };
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  return { ...next, day: moved - length };
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function formatDate(year: number, month: number, day: number): string {
  // Year 0 of the calendar that has one is 1 BC of the calendar that PostgreSQL writes.
  return `${pad(year < 1 ? 1 - year : year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function formatTime(minutes: number, seconds: string): string {
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}${seconds}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
