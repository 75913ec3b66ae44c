import { typed } from "../typed.ts";

export const situation = typed({
  title: "array without items",
  stream: "array_without_items",
  schema: { type: "array" },
  value: [1],
  column: "jsonb",
  text: "[1]",
});
