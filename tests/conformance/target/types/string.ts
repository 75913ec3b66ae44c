import { typed } from "../typed.ts";

export const situation = typed({
  title: "string, a text everywhere",
  stream: "string",
  schema: { type: "string" },
  value: "a",
  column: "text",
  text: "a",
});
