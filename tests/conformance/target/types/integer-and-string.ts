import { typed } from "../typed.ts";

export const situation = typed({
  title: "integer and string",
  stream: "integer_and_string",
  schema: { type: ["integer", "string"] },
  value: 1,
  column: "text",
  text: "1",
});
