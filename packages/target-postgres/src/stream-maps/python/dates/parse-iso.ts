import { PythonError } from "../python-error.ts";
import { toMicros } from "./calendar.ts";
import { CalendarDate, DateTime, TimeZone } from "./date-time.ts";
import { parseOffset } from "./directives.ts";

const DATE = String.raw`(\d{4})(?:-(\d\d)-(\d\d)|(\d\d)(\d\d))`;
const TIME = String.raw`(\d\d)(?::?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?`;
const OFFSET = String.raw`(Z|[+-]\d\d(?::?\d\d(?::?\d\d)?)?)`;
const DATE_ONLY = new RegExp(`^${DATE}$`);
const DATE_AND_TIME = new RegExp(`^${DATE}(?:.${TIME}${OFFSET}?)?$`, "su");

/** date.fromisoformat, without week dates. */
export function parseIsoDate(text: string): CalendarDate {
  const match = DATE_ONLY.exec(text);
  if (match === null) throw invalid();
  return new CalendarDate(toMicros({ ...dateFields(match), ...MIDNIGHT }));
}

/** datetime.fromisoformat of Python 3.11, without week dates. */
export function parseIsoDateTime(text: string): DateTime {
  const match = DATE_AND_TIME.exec(text);
  if (match === null) throw invalid();
  const [hour = "0", minute = "0", second = "0", fraction = ""] = match.slice(6);
  const offset = match[10];
  const micros = toMicros({
    ...dateFields(match),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.slice(0, 6).padEnd(6, "0")),
  });
  return new DateTime(micros, offset === undefined ? undefined : new TimeZone(parseOffset(offset)));
}

const MIDNIGHT = { hour: 0, minute: 0, second: 0, microsecond: 0 } as const;

function dateFields(match: RegExpExecArray): { year: number; month: number; day: number } {
  return {
    year: Number(match[1]),
    month: Number(match[2] ?? match[4]),
    day: Number(match[3] ?? match[5]),
  };
}

function invalid(): PythonError {
  return new PythonError("ValueError", "the text is not in ISO format");
}
