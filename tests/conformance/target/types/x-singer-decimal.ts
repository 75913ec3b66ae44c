import { typed } from "../typed.ts";

export const situation = typed({
  title: "x-singer.decimal with precision and scale",
  stream: "x_singer_decimal",
  schema: { type: "string", format: "x-singer.decimal", precision: 12, scale: 2 },
  value: "1.25",
  column: "numeric(12,2)",
  text: "1.25",
});
