import { PythonError } from "../python-error.ts";
import type { PythonMethod } from "../signature.ts";
import { toIndex, type Value } from "../value.ts";
import { MICROS_PER_SECOND, toMicros, type WallClock, weekday } from "./calendar.ts";
import { readZone, toDate } from "./date-functions.ts";
import { CalendarDate, type Dates, DateTime, TimeDelta } from "./date-time.ts";
import { formatMoment } from "./directives.ts";

const FIELDS = ["year", "month", "day", "hour", "minute", "second", "microsecond"] as const;

/** Methods of the values of Python's module datetime. */
export const DATE_METHODS: Readonly<Record<string, PythonMethod<Dates>>> = {
  astimezone: {
    parameters: ["tz"],
    call: (self, zone) => {
      const moment = asDateTime(self, "astimezone");
      const target = readZone(zone);
      if (moment.zone === undefined || target === undefined) {
        throw new PythonError("ValueError", "astimezone() needs a time zone on both sides here");
      }
      return new DateTime(moment.instant + target.offset, target);
    },
  },
  date: { parameters: [], call: (self) => toDate(asDateTime(self, "date")) },
  isoformat: {
    parameters: ["sep?"],
    call: (self, separator = "T") =>
      self instanceof DateTime ? self.isoFormat(String(separator)) : asDate(self).toString(),
  },
  isoweekday: { parameters: [], call: (self) => BigInt(weekday(micros(self)) + 1) },
  replace: {
    parameters: [...FIELDS.map((name) => `${name}?`), "tzinfo?"],
    call: (self, ...values) => {
      const given = FIELDS.flatMap((name, index) => {
        const value = values[index];
        return value === undefined ? [] : [[name, toIndex(value)] as const];
      });
      const clock: WallClock = { ...asDated(self).clock, ...Object.fromEntries(given) };
      if (self instanceof CalendarDate) return new CalendarDate(toMicros(clock));
      const zone = values[FIELDS.length];
      return new DateTime(
        toMicros(clock),
        zone === undefined ? asDateTime(self, "replace").zone : readZone(zone),
      );
    },
  },
  strftime: {
    parameters: ["format"],
    call: (self, format) => formatMoment(asDated(self), String(format)),
  },
  timestamp: {
    parameters: [],
    call: (self) => {
      const moment = asDateTime(self, "timestamp");
      if (moment.zone === undefined) {
        throw new PythonError("ValueError", "timestamp() needs a time zone here");
      }
      return Number(moment.instant) / Number(MICROS_PER_SECOND);
    },
  },
  total_seconds: {
    parameters: [],
    call: (self) => {
      if (self instanceof TimeDelta) return Number(self.micros) / Number(MICROS_PER_SECOND);
      throw missing(self, "total_seconds");
    },
  },
  weekday: { parameters: [], call: (self) => BigInt(weekday(micros(self))) },
};

/** An attribute of a date, a moment or a time delta. */
export function readDateAttribute(self: Dates, name: string): Value {
  if (self instanceof TimeDelta) {
    if (name === "days" || name === "seconds" || name === "microseconds") return BigInt(self[name]);
  } else if (self instanceof DateTime || self instanceof CalendarDate) {
    const field = FIELDS.find((known) => known === name);
    const isKnown = field !== undefined && (self instanceof DateTime || FIELDS.indexOf(field) < 3);
    if (isKnown) return BigInt(self.clock[field]);
    if (name === "tzinfo" && self instanceof DateTime) return self.zone ?? null;
  }
  throw missing(self, name);
}

function asDateTime(self: Dates, method: string): DateTime {
  if (self instanceof DateTime) return self;
  throw missing(self, method);
}

function asDate(self: Dates): CalendarDate {
  if (self instanceof CalendarDate) return self;
  throw missing(self, "isoformat");
}

function asDated(self: Dates): DateTime | CalendarDate {
  if (self instanceof DateTime || self instanceof CalendarDate) return self;
  throw missing(self, "strftime");
}

function micros(self: Dates): bigint {
  return asDated(self).micros;
}

function missing({ typeName }: Dates, name: string): PythonError {
  return new PythonError("AttributeError", `'${typeName}' object has no attribute '${name}'`);
}
