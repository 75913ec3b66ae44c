import { PythonError } from "../python-error.ts";
import {
  MICROS_PER_DAY,
  MICROS_PER_SECOND,
  pad,
  toMicros,
  toWallClock,
  type WallClock,
  weekday,
} from "./calendar.ts";
import { formatOffset, TimeZone } from "./date-time.ts";

/** A moment, as far as directives ask for it. */
export interface Moment {
  readonly micros: bigint;
  readonly zone?: TimeZone | undefined;
}

type Fields = Partial<Record<keyof WallClock, number>> & {
  isAfternoon?: boolean;
  dayOfYear?: number;
  zone?: TimeZone;
};

interface Directive {
  readonly write: (clock: WallClock, moment: Moment) => string;
  /** Missing where the directive is for writing only. */
  readonly pattern?: string;
  readonly read?: (text: string, fields: Fields) => void;
}

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));

/** The directives, in the C locale. https://docs.python.org/3/library/datetime.html#format-codes */
const DIRECTIVES: ReadonlyMap<string, Directive> = new Map<string, Directive>([
  ["Y", field("year", 4, "\\d{4}")],
  ["m", field("month", 2, "1[0-2]|0[1-9]|[1-9]")],
  ["d", field("day", 2, "3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]")],
  ["H", field("hour", 2, "2[0-3]|[01]\\d|\\d")],
  ["M", field("minute", 2, "[0-5]\\d|\\d")],
  ["S", field("second", 2, "[0-5]\\d|\\d")],
  [
    "y",
    {
      write: ({ year }) => pad(year % 100, 2),
      pattern: "\\d{2}",
      read: (text, fields) => {
        const year = Number(text);
        fields.year = year + (year < 69 ? 2000 : 1900);
      },
    },
  ],
  [
    "f",
    {
      write: ({ microsecond }) => pad(microsecond, 6),
      pattern: "\\d{1,6}",
      read: (text, fields) => {
        fields.microsecond = Number(text.padEnd(6, "0"));
      },
    },
  ],
  [
    "I",
    {
      write: ({ hour }) => pad(hour % 12 || 12, 2),
      pattern: "1[0-2]|0[1-9]|[1-9]",
      read: (text, fields) => {
        fields.hour = Number(text) % 12;
      },
    },
  ],
  [
    "p",
    {
      write: ({ hour }) => (hour < 12 ? "AM" : "PM"),
      pattern: "am|pm",
      read: (text, fields) => {
        fields.isAfternoon = /p/i.test(text);
      },
    },
  ],
  [
    "j",
    {
      write: ({ year }, { micros }) => pad(dayOfYear(year, micros), 3),
      pattern: "\\d{1,3}",
      read: (text, fields) => {
        fields.dayOfYear = Number(text);
      },
    },
  ],
  ["B", monthName(MONTHS)],
  ["b", monthName(short(MONTHS))],
  ["A", dayName(DAYS)],
  ["a", dayName(short(DAYS))],
  ["w", { write: (_, { micros }) => String((weekday(micros) + 1) % 7) }],
  ["u", { write: (_, { micros }) => String(weekday(micros) + 1) }],
  ["s", { write: (_, { micros }) => String(micros / MICROS_PER_SECOND) }],
  [
    "z",
    {
      write: (_, { zone }) => (zone === undefined ? "" : formatOffset(zone.offset, "")),
      pattern: "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|z",
      read: (text, fields) => {
        fields.zone = new TimeZone(parseOffset(text));
      },
    },
  ],
  ["Z", { write: (_, { zone }) => zone?.toString() ?? "" }],
  ["%", { write: () => "%", pattern: "%", read: () => {} }],
]);

const SHORTHANDS: Readonly<Record<string, string>> = {
  F: "%Y-%m-%d",
  T: "%H:%M:%S",
  D: "%m/%d/%y",
  R: "%H:%M",
};

/** Python's strftime. */
export function formatMoment(moment: Moment, format: string): string {
  const clock = toWallClock(moment.micros);
  return replaceDirectives(format, (directive) => directive.write(clock, moment));
}

/** Python's strptime. */
export function parseMoment(text: string, format: string): Moment {
  const readers: ((text: string, fields: Fields) => void)[] = [];
  const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
  const pattern = replaceDirectives(escaped, ({ pattern, read }, letter) => {
    if (pattern === undefined || read === undefined) throw unknownDirective(letter);
    readers.push(read);
    return `(${pattern})`;
  });
  const match = new RegExp(`^${pattern}$`, "i").exec(text);
  if (match === null) throw new PythonError("ValueError", "the text does not match the format");
  const fields: Fields = {};
  for (const [index, read] of readers.entries()) read(match[index + 1] as string, fields);
  return toMoment(fields);
}

/** `+02:00`, `+0200` or `Z`, in microseconds. */
export function parseOffset(text: string): bigint {
  const [, sign, hours = "0", minutes = "0", seconds = "0"] =
    /^([+-])(\d\d)(?::?(\d\d)(?::?(\d\d))?)?$/.exec(text) ?? [];
  const size = BigInt(Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds));
  return (sign === "-" ? -size : size) * MICROS_PER_SECOND;
}

function toMoment({ isAfternoon, dayOfYear: place, zone, ...fields }: Fields): Moment {
  const clock = { year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 };
  const { hour = 0 } = fields;
  const micros = toMicros({ ...clock, ...fields, hour: isAfternoon ? hour + 12 : hour });
  return {
    micros: place === undefined ? micros : micros + BigInt(place - 1) * MICROS_PER_DAY,
    zone,
  };
}

function replaceDirectives(
  format: string,
  replace: (directive: Directive, letter: string) => string,
): string {
  const spelledOut = format.replace(/%([FTDR])/g, (_, letter: string) => SHORTHANDS[letter] ?? "");
  return spelledOut.replace(/%(.?)/gs, (_, letter: string) => {
    const directive = DIRECTIVES.get(letter);
    if (directive === undefined) throw unknownDirective(letter);
    return replace(directive, letter);
  });
}

function unknownDirective(letter: string): PythonError {
  return new PythonError("ValueError", `%${letter} is not supported here`);
}

function field(name: keyof WallClock, width: number, pattern: string): Directive {
  return {
    write: (clock) => pad(clock[name], width),
    pattern,
    read: (text, fields) => {
      fields[name] = Number(text);
    },
  };
}

function monthName(names: readonly string[]): Directive {
  return {
    write: ({ month }) => names[month - 1] as string,
    pattern: names.join("|"),
    read: (text, fields) => {
      fields.month = 1 + names.findIndex((name) => name.toLowerCase() === text.toLowerCase());
    },
  };
}

function dayName(names: readonly string[]): Directive {
  return {
    write: (_, { micros }) => names[weekday(micros)] as string,
    pattern: names.join("|"),
    read: () => {},
  };
}

function dayOfYear(year: number, micros: bigint): number {
  const start = { year, month: 1, day: 1, hour: 0, minute: 0, second: 0, microsecond: 0 };
  return Number((micros - toMicros(start)) / MICROS_PER_DAY) + 1;
}
