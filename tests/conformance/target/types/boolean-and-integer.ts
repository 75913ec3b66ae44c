import { typed } from "../typed.ts";

export const situation = typed({
  title: "boolean and integer, of which others take one",
  stream: "boolean_and_integer",
  schema: { type: ["boolean", "integer"] },
  value: true,
  column: "text",
  text: "true",
});
