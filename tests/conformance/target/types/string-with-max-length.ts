import { typed } from "../typed.ts";

export const situation = typed({
  title: "string with maxLength, ignored everywhere",
  stream: "string_with_max_length",
  schema: { type: "string", maxLength: 9 },
  value: "a",
  column: "text",
  text: "a",
});
