import { typed } from "../typed.ts";

export const situation = typed({
  title: "singer.decimal, a text in pipelinewise's target",
  stream: "singer_decimal",
  schema: { type: "string", format: "singer.decimal" },
  value: "12345678901234567890.10",
  column: "numeric",
  text: "12345678901234567890.10",
});
