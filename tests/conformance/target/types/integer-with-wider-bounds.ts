import { typed } from "../typed.ts";

export const situation = typed({
  title: "integer with bounds that an integer needs",
  stream: "integer_with_wider_bounds",
  schema: { type: "integer", minimum: -1, maximum: 100_000 },
  value: 100_000,
  column: "integer",
  text: "100000",
});
