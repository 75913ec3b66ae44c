import { typed } from "../typed.ts";

export const situation = typed({
  title: "oneOf, dropped by pipelinewise's",
  stream: "one_of",
  schema: { oneOf: [{ type: "integer" }] },
  value: 1,
  column: "bigint",
  text: "1",
});
