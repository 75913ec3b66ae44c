import { typed } from "../typed.ts";

export const situation = typed({
  title: "integer, a numeric in pipelinewise's target",
  stream: "integer",
  schema: { type: "integer" },
  value: 1,
  column: "bigint",
  text: "1",
});
