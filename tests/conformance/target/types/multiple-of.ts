import { typed } from "../typed.ts";

export const situation = typed({
  title: "number with multipleOf, which decides nothing",
  stream: "multiple_of",
  schema: { type: "number", multipleOf: 0.1 },
  value: 0.3,
  column: "numeric",
  text: "0.3",
});
