/** Each holds all values of those before it, written with the same digits. */
const NUMBERS: readonly string[] = ["smallint", "integer", "bigint", "numeric"];

/** The SQL type that holds the values of both without loss. */
export function uniteTypes(one: string, other: string): string {
  if (one === other) return one;
  const width = Math.max(widthOf(one), widthOf(other));
  if (widthOf(one) !== -1 && widthOf(other) !== -1) return NUMBERS[width] as string;
  if (one === "json" || other === "json") return "json";
  // Texts beside objects: jsonb keeps the text "1" apart from the number 1.
  return isStructured(one) || isStructured(other) ? "jsonb" : "text";
}

/** Place among {@link NUMBERS}, with or without limits; -1 for all other types. */
function widthOf(sql: string): number {
  return NUMBERS.indexOf(sql.replace(/^numeric\(\d+,\d+\)$/, "numeric"));
}

/** Whether values of the type are objects or arrays. */
function isStructured(sql: string): boolean {
  return sql === "jsonb" || sql === "vector" || sql.endsWith("[]");
}
