import {
  floorDivide,
  MICROS_PER_DAY,
  MICROS_PER_SECOND,
  modulo,
  pad,
  toWallClock,
  type WallClock,
} from "./calendar.ts";

/** Python's timedelta. https://docs.python.org/3/library/datetime.html#timedelta-objects */
export class TimeDelta {
  readonly typeName = "datetime.timedelta";
  readonly micros: bigint;

  constructor(micros: bigint) {
    this.micros = micros;
  }

  get isTrue(): boolean {
    return this.micros !== 0n;
  }

  get days(): number {
    return Number(floorDivide(this.micros, MICROS_PER_DAY));
  }

  /** Seconds beside the days, never negative. */
  get seconds(): number {
    return Number(modulo(this.micros, MICROS_PER_DAY) / MICROS_PER_SECOND);
  }

  get microseconds(): number {
    return Number(modulo(this.micros, MICROS_PER_SECOND));
  }

  /** `1 day, 2:03:04.000005` */
  toString(): string {
    const { days, seconds, microseconds } = this;
    const minutes = Math.floor(seconds / 60);
    const time = `${Math.floor(minutes / 60)}:${pad(minutes % 60, 2)}:${pad(seconds % 60, 2)}`;
    const prefix = days === 0 ? "" : `${days} day${Math.abs(days) === 1 ? "" : "s"}, `;
    return `${prefix}${time}${microseconds === 0 ? "" : `.${pad(microseconds, 6)}`}`;
  }
}

/** Python's timezone: a fixed distance from UTC. */
export class TimeZone {
  readonly typeName = "datetime.timezone";
  readonly isTrue = true;
  readonly offset: bigint;

  constructor(offset: bigint) {
    this.offset = offset;
  }

  toString(): string {
    return this.offset === 0n ? "UTC" : `UTC${formatOffset(this.offset)}`;
  }
}

/** Python's date. */
export class CalendarDate {
  readonly typeName = "datetime.date";
  readonly isTrue = true;
  /** From 1970 to the day's beginning. */
  readonly micros: bigint;

  constructor(micros: bigint) {
    this.micros = micros;
    // Refuses what lies outside of the calendar.
    toWallClock(micros);
  }

  get clock(): WallClock {
    return toWallClock(this.micros);
  }

  /** `2024-02-29` */
  toString(): string {
    return formatDate(this.clock);
  }
}

/** Python's datetime. */
export class DateTime {
  readonly typeName = "datetime.datetime";
  readonly isTrue = true;
  /** From 1970 to what the clock shows, wherever it hangs. */
  readonly micros: bigint;
  /** Undefined for a naive one. */
  readonly zone: TimeZone | undefined;

  constructor(micros: bigint, zone?: TimeZone) {
    this.micros = micros;
    this.zone = zone;
    toWallClock(micros);
  }

  get clock(): WallClock {
    return toWallClock(this.micros);
  }

  /** The instant, in microseconds; a naive one is taken for UTC. */
  get instant(): bigint {
    return this.micros - (this.zone?.offset ?? 0n);
  }

  isoFormat(separator: string): string {
    const { hour, minute, second, microsecond } = this.clock;
    const time = `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}`;
    const fraction = microsecond === 0 ? "" : `.${pad(microsecond, 6)}`;
    const offset = this.zone === undefined ? "" : formatOffset(this.zone.offset);
    return `${formatDate(this.clock)}${separator}${time}${fraction}${offset}`;
  }

  toString(): string {
    return this.isoFormat(" ");
  }
}

/** The values of Python's module datetime. */
export type Dates = CalendarDate | DateTime | TimeDelta | TimeZone;

/** `+02:00` */
export function formatOffset(offset: bigint, colon = ":"): string {
  const seconds = Number((offset < 0n ? -offset : offset) / MICROS_PER_SECOND);
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return `${offset < 0n ? "-" : "+"}${shown.map((part) => pad(part, 2)).join(colon)}`;
}

function formatDate({ year, month, day }: WallClock): string {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}
