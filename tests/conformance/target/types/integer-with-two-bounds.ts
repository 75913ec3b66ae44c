import { typed } from "../typed.ts";

export const situation = typed({
  title: "integer with two bounds",
  stream: "integer_with_two_bounds",
  schema: { type: "integer", minimum: 0, maximum: 100 },
  value: 1,
  column: "smallint",
  text: "1",
});
