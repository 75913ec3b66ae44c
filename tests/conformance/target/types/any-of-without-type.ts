import { typed } from "../typed.ts";

export const situation = typed({
  title: "anyOf whose first member has no type, a crash in pipelinewise's",
  stream: "any_of_without_type",
  schema: { anyOf: [{ description: "x" }, { type: "string" }] },
  value: "a",
  column: "text",
  text: "a",
});
