import { typed } from "../typed.ts";

export const situation = typed({
  title: "date-time, with the offset dropped or kept by path elsewhere",
  stream: "date_time",
  schema: { type: "string", format: "date-time" },
  value: "2024-01-01T01:00:00+01:00",
  column: "timestamp without time zone",
  text: "2024-01-01 00:00:00",
});
