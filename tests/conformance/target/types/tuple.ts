import { typed } from "../typed.ts";

export const situation = typed({
  title: "tuple, jsonb[] in MeltanoLabs'",
  stream: "tuple",
  schema: { type: "array", items: [{ type: "integer" }, { type: "string" }] },
  value: [1, "a"],
  column: "jsonb",
  text: '[1, "a"]',
});
