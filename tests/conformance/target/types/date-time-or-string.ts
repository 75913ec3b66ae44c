import { typed } from "../typed.ts";

export const situation = typed({
  title: "date-time or date, of which others take the first",
  stream: "date_time_or_string",
  schema: { anyOf: [{ type: "string", format: "date-time" }, { type: "string" }] },
  value: "soon",
  column: "text",
  text: "soon",
});
