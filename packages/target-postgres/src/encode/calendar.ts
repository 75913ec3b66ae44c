/** A day of the proleptic Gregorian calendar that has a year 0, which is 1 BC. */
export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `days` is at most two in either direction: an offset is shorter than a day. */
export function addDays({ year, month, day }: CalendarDate, days: number): CalendarDate {
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

/** Whether there is such a day. */
export function isDay({ year, month, day }: CalendarDate): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
