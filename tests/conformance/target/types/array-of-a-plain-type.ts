import { typed } from "../typed.ts";

export const situation = typed({
  title: "array of a plain type, a table of its own in datamill-co's",
  stream: "array_of_a_plain_type",
  schema: { type: "array", items: { type: ["string", "null"] } },
  value: ["a", null],
  column: "text[]",
  text: "{a,NULL}",
});
