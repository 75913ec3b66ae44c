import { typed } from "../typed.ts";

export const situation = typed({
  title: "several types with an object, whose texts become JSON",
  stream: "object_or_string",
  schema: { type: ["object", "string"] },
  value: "a",
  column: "jsonb",
  text: '"a"',
});
