/** The months from one instant to another, both included, as `2026-05`; in UTC. */
export function monthsBetween(from: Date, to: Date): readonly string[] {
  const months: string[] = [];
  const month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth()));
  for (; month <= to; month.setUTCMonth(month.getUTCMonth() + 1)) {
    months.push(month.toISOString().slice(0, 7));
  }
  return months;
}
