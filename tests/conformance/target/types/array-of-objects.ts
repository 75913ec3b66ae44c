import { typed } from "../typed.ts";

export const situation = typed({
  title: "array of objects, jsonb[] in MeltanoLabs'",
  stream: "array_of_objects",
  schema: { type: "array", items: { type: "object" } },
  value: [{ a: 1 }],
  column: "jsonb",
  text: '[{"a": 1}]',
});
