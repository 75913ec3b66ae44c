import { ValueError } from "../errors.ts";
import { addDays, type CalendarDate, isDay } from "./calendar.ts";
import { formatCalendarDate, parseCalendarDate } from "./calendar-text.ts";

/** Most fractional digits that PostgreSQL keeps. */
const MAX_FRACTION_DIGITS = 6;

/** Zones from here on are refused by PostgreSQL. */
const MAX_OFFSET_MINUTES = 16 * 60;

const DAY_MINUTES = 24 * 60;

/** What nearly every tap sends: UTC or no zone, microseconds at most, a day that every month has. */
const PLAIN =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|\+00:00)?$/;

const TIME =
  /^(\d\d):(\d\d)(?<seconds>:\d\d)?(?<fraction>\.\d+)? ?(?<zone>[Zz]|[+-]\d\d(?::?\d\d)?)?$/;
const INFINITE = /^[+-]?infinity$/i;

interface DateTime {
  readonly date: CalendarDate;
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
 * A date-time as input of a column of instants: the same instant in UTC, because `timestamp` ignores
 * zones. Text without a zone is UTC already. No Date is built: it would lose microseconds and accept
 * 30 February.
 *
 * @throws {ValueError} for what is no date-time, or has more digits than PostgreSQL keeps.
 */
export function timestampText(text: string): string {
  if (PLAIN.test(text)) return text;
  const parsed = parseDateTime(text);
  return parsed === undefined ? text : formatUtc(parsed);
}

/**
 * A date as input of a `date` column. A date-time passes when it is midnight, UTC or without zone.
 *
 * @throws {ValueError} for what is no date, or has a time that the column would lose.
 */
export function dateText(text: string): string {
  const parsed = parseDateTime(text);
  if (parsed === undefined) return text;
  const { minutes, seconds, offset } = parsed.time;
  if (minutes !== 0 || /[1-9]/.test(seconds) || offset) {
    throw new ValueError("has a time of day, which a date column would lose");
  }
  const { date, era } = formatCalendarDate(parsed.date);
  return `${date}${era}`;
}

/**
 * A time of day as input of a `time` column, which ignores zones: the same time in UTC.
 *
 * @throws {ValueError} for what is no time, or has more digits than PostgreSQL keeps.
 */
export function timeText(text: string): string {
  const { minutes, seconds, offset } = parseTime(text);
  const utc = offset ? (minutes - offset + 2 * DAY_MINUTES) % DAY_MINUTES : minutes;
  return formatTime(utc, seconds);
}

/** One spelling for all spellings of a date that {@link dateText} gives, for comparing keys. */
export function canonicalDate(text: string): string {
  return text.toLowerCase();
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
  const split = /^([+-]?\d+-\d\d-\d\d)(?:[T ](\d.*?))?( BC)?$/i.exec(text);
  if (split === null) throw new ValueError("is not a date (YYYY-MM-DD) or date-time (RFC 3339)");
  const date = parseCalendarDate(split[1] ?? "", split[3] !== undefined);
  if (date === undefined || !isDay(date)) {
    throw new ValueError(
      "is a date that does not exist; set on_invalid_date to null to load NULL in its place",
    );
  }
  return { date, time: parseTime(split[2] ?? "00:00:00") };
}

function parseTime(text: string): Time {
  const match = TIME.exec(text);
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2]);
  if (match === null || minutes > DAY_MINUTES || Number(match[2]) > 59) {
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
      "text",
    );
  }
  const kept = fraction.slice(1, 1 + MAX_FRACTION_DIGITS);
  // As the server reads it, a leap second is the first second of the next minute.
  const isLeapSecond = seconds === ":60";
  const whole = isLeapSecond ? ":00" : seconds;
  return {
    minutes: isLeapSecond ? minutes + 1 : minutes,
    seconds: kept === "" ? whole : `${whole}.${kept}`,
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

function formatUtc({ date, time }: DateTime): string {
  const minutes = time.minutes - (time.offset ?? 0);
  const days = Math.floor(minutes / DAY_MINUTES);
  const moved = formatCalendarDate(addDays(date, days));
  return `${moved.date} ${formatTime(minutes - days * DAY_MINUTES, time.seconds)}${moved.era}`;
}

function formatTime(minutes: number, seconds: string): string {
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}${seconds}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
