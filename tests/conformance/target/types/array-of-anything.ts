import { typed } from "../typed.ts";

export const situation = typed({
  title: "array of anything, jsonb[] in MeltanoLabs'",
  stream: "array_of_anything",
  schema: { type: "array", items: {} },
  value: [1],
  column: "jsonb",
  text: "[1]",
});
