/** Each holds all values of those before it, written with the same digits. */
const NUMBERS: readonly string[] = ["smallint", "integer", "bigint", "numeric"];

const JSON_TYPES: ReadonlySet<string> = new Set(["jsonb", "json"]);

/** The SQL type that holds the values of both without loss. */
export function uniteTypes(one: string, other: string): string {
  if (one === other) return one;
  const width = Math.max(NUMBERS.indexOf(one), NUMBERS.indexOf(other));
  if (NUMBERS.includes(one) && NUMBERS.includes(other)) return NUMBERS[width] as string;
  // Texts beside objects: jsonb keeps the text "1" apart from the number 1.
  return isStructured(one) || isStructured(other) ? "jsonb" : "text";
}

/** Whether values of the type are objects or arrays. */
function isStructured(sql: string): boolean {
  return JSON_TYPES.has(sql) || sql.endsWith("[]");
}
