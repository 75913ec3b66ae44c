import { typed } from "../typed.ts";

export const situation = typed({
  title: "integer with one bound, smallint in pipelinewise's target and too narrow",
  stream: "integer_with_one_bound",
  schema: { type: "integer", maximum: 100 },
  value: -40_000,
  column: "bigint",
  text: "-40000",
});
