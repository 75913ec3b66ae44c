import { type ExactValue, parseExact } from "./exact-json.ts";

/**
 * Whether a column gives back what was sent: equal numbers with all their digits, the same instant, the
 * same texts. `read` is what to_jsonb makes of the column; `sql` the column's type.
 */
export function isSameValue(sent: string, read: string | null, sql: string): boolean {
  const value = parseExact(sent);
  if (value === null || read === null) return value === null && (read === null || read === "null");
  const found = parseExact(read);
  if (/^(timestamp|date)/.test(sql)) return isSameInstant(value, found);
  if (sql === "uuid") return String(value).toLowerCase() === found;
  if (sql === "text") return isSameText(value, found);
  if (sql === "text[]" && Array.isArray(value) && Array.isArray(found)) {
    return (
      value.length === found.length && value.every((item, index) => isSameText(item, found[index]))
    );
  }
  return isSame(value, found);
}

/** In a column of texts, texts stand for themselves and anything else for its JSON. */
function isSameText(value: ExactValue, found: ExactValue): boolean {
  return isSame(
    value,
    typeof value === "string" || value === null ? found : parseExact(String(found)),
  );
}

function isSame(one: ExactValue, other: ExactValue): boolean {
  return JSON.stringify(toPlain(one)) === JSON.stringify(toPlain(other));
}

/** With members in an order, which jsonb has not. */
function toPlain(value: ExactValue): unknown {
  if (value instanceof Map) {
    const members = [...value].map(([name, member]) => [name, toPlain(member)] as const);
    return { members: members.toSorted(([one], [other]) => (one < other ? -1 : 1)) };
  }
  return Array.isArray(value) ? value.map(toPlain) : value;
}

function isSameInstant(one: ExactValue, other: ExactValue): boolean {
  return microseconds(String(one)) === microseconds(String(other));
}

/** By JavaScript's own calendar, for years of four digits. */
function microseconds(text: string): bigint {
  const [, day = "", time = "00:00:00", fraction = "", zone = ""] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))?(?:\.(\d+))?(Z|[+-].+)?$/.exec(text) ?? [];
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d\d):?(\d\d)/.exec(zone) ?? [];
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  const epoch = Date.parse(`${day}T${time}Z`) - offset * 60_000;
  return BigInt(epoch) * 1000n + BigInt(fraction.padEnd(6, "0"));
}
