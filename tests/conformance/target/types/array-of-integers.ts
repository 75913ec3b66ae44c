import { typed } from "../typed.ts";

export const situation = typed({
  title: "array of integers",
  stream: "array_of_integers",
  schema: { type: "array", items: { type: "integer" } },
  value: [1, 2],
  column: "bigint[]",
  text: "{1,2}",
});
