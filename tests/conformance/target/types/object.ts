import { typed } from "../typed.ts";

export const situation = typed({
  title: "object, flattened by datamill-co's",
  stream: "object",
  schema: { type: "object" },
  value: { a: 1 },
  column: "jsonb",
  text: '{"a": 1}',
});
