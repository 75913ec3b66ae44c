import { typed } from "../typed.ts";

export const situation = typed({
  title: "only null, dropped by datamill-co's",
  stream: "only_null",
  schema: { type: "null" },
  value: null,
  column: "text",
  text: "",
});
