import { PythonError } from "../python-error.ts";
import type { PythonFunction } from "../signature.ts";
import { toPythonFloat } from "../to-number.ts";
import { toIndex, typeName, type Value } from "../value.ts";
import { floorDivide, MICROS_PER_DAY, MICROS_PER_SECOND, toMicros } from "./calendar.ts";
import { CalendarDate, DateTime, TimeDelta, TimeZone } from "./date-time.ts";
import { parseMoment } from "./directives.ts";
import { parseIsoDate, parseIsoDateTime } from "./parse-iso.ts";

type Argument = Value | undefined;

/** Values of Python's module datetime that are no functions. */
export const DATE_CONSTANTS: ReadonlyMap<string, Value> = new Map([
  ["datetime.UTC", new TimeZone(0n)],
  ["datetime.timezone.utc", new TimeZone(0n)],
]);

/** Microseconds of the arguments of timedelta, in their order. */
const UNITS: readonly (readonly [string, bigint])[] = [
  ["days", MICROS_PER_DAY],
  ["seconds", MICROS_PER_SECOND],
  ["microseconds", 1n],
  ["milliseconds", 1_000n],
  ["minutes", 60n * MICROS_PER_SECOND],
  ["hours", 3_600n * MICROS_PER_SECOND],
  ["weeks", 7n * MICROS_PER_DAY],
];

/** Functions of Python's module datetime. `now` is in epoch milliseconds. */
export function createDateFunctions({
  now,
}: {
  readonly now: () => number;
}): readonly (readonly [string, PythonFunction])[] {
  const nowMicros = (): bigint => BigInt(now()) * 1_000n;
  return [
    [
      "datetime.datetime",
      {
        parameters: [
          "year",
          "month",
          "day",
          "hour?",
          "minute?",
          "second?",
          "microsecond?",
          "tzinfo?",
        ],
        call: (year, month, day, hour, minute, second, microsecond, zone) =>
          new DateTime(
            toMicros({
              ...readDate(year, month, day),
              hour: readNumber(hour),
              minute: readNumber(minute),
              second: readNumber(second),
              microsecond: readNumber(microsecond),
            }),
            readZone(zone),
          ),
      },
    ],
    [
      "datetime.date",
      {
        parameters: ["year", "month", "day"],
        call: (year, month, day) =>
          new CalendarDate(toMicros({ ...readDate(year, month, day), ...MIDNIGHT })),
      },
    ],
    [
      "datetime.timedelta",
      {
        parameters: UNITS.map(([name]) => `${name}?`),
        call: (...amounts) =>
          new TimeDelta(
            UNITS.reduce((sum, [, unit], index) => sum + multiplyUnit(amounts[index], unit), 0n),
          ),
      },
    ],
    [
      "datetime.timezone",
      {
        parameters: ["offset"],
        call: (offset) => {
          if (offset instanceof TimeDelta) return new TimeZone(offset.micros);
          throw new PythonError("TypeError", "timezone() takes a timedelta");
        },
      },
    ],
    [
      "datetime.datetime.now",
      { parameters: ["tz?"], call: (zone) => fromInstant(nowMicros(), zone) },
    ],
    ["datetime.datetime.today", { parameters: [], call: () => fromInstant(nowMicros(), null) }],
    ["datetime.datetime.utcnow", { parameters: [], call: () => new DateTime(nowMicros()) }],
    [
      "datetime.datetime.fromisoformat",
      { parameters: ["date_string"], call: (text) => parseIsoDateTime(readText(text)) },
    ],
    [
      "datetime.datetime.strptime",
      {
        parameters: ["date_string", "format"],
        call: (text, format) => {
          const { micros, zone } = parseMoment(readText(text), readText(format));
          return new DateTime(micros, zone);
        },
      },
    ],
    [
      "datetime.datetime.fromtimestamp",
      {
        parameters: ["timestamp", "tz?"],
        call: (seconds, zone) => fromInstant(readSeconds(seconds), zone),
      },
    ],
    [
      "datetime.datetime.utcfromtimestamp",
      { parameters: ["timestamp"], call: (seconds) => new DateTime(readSeconds(seconds)) },
    ],
    ["datetime.date.today", { parameters: [], call: () => toDate(fromInstant(nowMicros(), null)) }],
    [
      "datetime.date.fromisoformat",
      { parameters: ["date_string"], call: (text) => parseIsoDate(readText(text)) },
    ],
  ];
}

/** The date part of a moment. */
export function toDate({ micros }: DateTime): CalendarDate {
  return new CalendarDate(floorDivide(micros, MICROS_PER_DAY) * MICROS_PER_DAY);
}

/** An argument that must be a time zone, or None. */
export function readZone(value: Argument): TimeZone | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof TimeZone) return value;
  throw new PythonError("TypeError", `a time zone cannot be a '${typeName(value)}'`);
}

const MIDNIGHT = { hour: 0, minute: 0, second: 0, microsecond: 0 } as const;

/** Without a zone, what the clock of this machine shows. */
function fromInstant(instant: bigint, zone: Argument): DateTime {
  const known = readZone(zone);
  if (known !== undefined) return new DateTime(instant + known.offset, known);
  const minutes = new Date(Number(floorDivide(instant, 1_000n))).getTimezoneOffset();
  return new DateTime(instant - BigInt(minutes) * 60n * MICROS_PER_SECOND);
}

function readDate(year: Argument, month: Argument, day: Argument) {
  return { year: readNumber(year), month: readNumber(month), day: readNumber(day) };
}

function readNumber(value: Argument): number {
  return value === undefined ? 0 : toIndex(value);
}

function readText(value: Argument): string {
  if (typeof value === "string") return value;
  throw new PythonError("TypeError", `must be str, not ${typeName(value ?? null)}`);
}

function readSeconds(value: Argument): bigint {
  return multiplyUnit(value, MICROS_PER_SECOND);
}

function multiplyUnit(amount: Argument, unit: bigint): bigint {
  if (amount === undefined) return 0n;
  if (typeof amount === "bigint") return amount * unit;
  const seconds = toPythonFloat(amount);
  // Whole and fraction apart: a timestamp in microseconds has more digits than a float is sure of.
  const whole = Math.floor(seconds);
  return BigInt(whole) * unit + BigInt(Math.round((seconds - whole) * Number(unit)));
}
