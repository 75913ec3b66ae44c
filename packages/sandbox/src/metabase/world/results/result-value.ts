import { uuid } from "../identity.ts";
import { FIRST_DAY_MS } from "../instants.ts";
import type { ResultColumn } from "../questions/result-columns.ts";
import { createRandom, type Random } from "../random.ts";

/**
 * How values are written: `query` as the browser application reads them, `export` as a downloaded file has them without
 * formatting, `formatted` as people read them.
 */
export type ResultForm = "query" | "export" | "formatted";

/** Which value is wanted. */
export interface ResultPlace {
  readonly seed: number;
  readonly cardId: number;
  /** From 0. */
  readonly row: number;
  readonly column: ResultColumn;
}

const DAY_MS = 86_400_000;

const TEXTS = [
  "paid",
  "web",
  "Österreich",
  'it\'s, "fine"',
  "東京",
  "two\nlines",
  "",
  " padded ",
  "2024-01-02",
];

/** An integer that a browser would round: a string in `query` form, as the server writes it. */
const BEYOND_SAFE = 9007199254740993n;

/** The value at a place of a question's result; about one in ten is null, keys never are. Huge integers are bigint. */
export function resultValue(place: ResultPlace, form: ResultForm): unknown {
  const { seed, cardId, row, column } = place;
  const random = createRandom(seed, "value", cardId, row, column.name);
  if (column.semantic_type !== "type/PK" && random.chance(0.1)) return null;
  const value = plainValue(place, random, form);
  return form === "formatted" ? formatted(value) : value;
}

function plainValue(
  { seed, cardId, row, column }: ResultPlace,
  random: Random,
  form: ResultForm,
): unknown {
  const day = FIRST_DAY_MS + ((row * 31 + cardId) % 1300) * DAY_MS;
  // Rounded to a unit, or by chance, an instant is at midnight, which exports write as a day.
  const isMidnight = column.unit !== undefined || row % 11 === 4;
  const instant = isMidnight ? day : day + random.between(1, DAY_MS / 1000 - 1) * 1000;
  switch (column.effective_type.replace("type/", "")) {
    case "BigInteger":
      if (column.semantic_type === "type/PK") return row + 1;
      if (row % 40 !== 7) return random.between(0, 90_000);
      return form === "query" ? String(BEYOND_SAFE) : BEYOND_SAFE;
    case "Integer":
      return column.semantic_type === "type/PK" ? row + 1 : random.between(-20, 9000);
    case "Decimal":
      return random.between(1, 500_000) / 100;
    case "Float":
      return random.between(1, 900_000) / 7;
    case "Boolean":
      return random.chance(0.5);
    case "Date":
      return form === "query" ? withoutFraction(day) : withoutFraction(day).slice(0, 10);
    case "DateTime":
      return form === "query" ? withoutFraction(instant) : withoutZone(instant, isMidnight);
    case "DateTimeWithLocalTZ":
    case "Instant":
      return withoutFraction(instant);
    case "UUID":
      return uuid(seed, "value", cardId, row, column.name);
    case "MongoBSONID":
      return random.text(24, "0123456789abcdef");
    case "JSON":
    case "Dictionary":
      return JSON.stringify({
        newsletter: random.chance(0.5),
        tags: ["a", "é"],
        depth: { n: row },
      });
    case "Text":
      return column.semantic_type === "type/PK" ? `R-${row + 1}` : random.pick(TEXTS);
    default:
      return null;
  }
}

/** `2024-01-02T03:04:05Z` */
const withoutFraction = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/** `2024-01-02T03:04:05`, or `2024-01-02` at midnight. */
const withoutZone = (milliseconds: number, isMidnight: boolean): string =>
  new Date(milliseconds).toISOString().slice(0, isMidnight ? 10 : 19);

/** Numbers become text with separators; the rest is near enough to what people read. */
const formatted = (value: unknown): unknown =>
  typeof value === "number" || typeof value === "bigint" ? value.toLocaleString("en-US") : value;
