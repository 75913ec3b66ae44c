import { typed } from "../typed.ts";

export const situation = typed({
  title: "time, a text in datamill-co's target",
  stream: "time",
  schema: { type: "string", format: "time" },
  value: "12:00:01.5",
  column: "time without time zone",
  text: "12:00:01.5",
});
