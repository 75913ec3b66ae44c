import { typed } from "../typed.ts";

export const situation = typed({
  title: "allOf, a text in MeltanoLabs'",
  stream: "all_of",
  schema: { allOf: [{ type: "integer" }, { minimum: 0 }] },
  value: 1,
  column: "bigint",
  text: "1",
});
