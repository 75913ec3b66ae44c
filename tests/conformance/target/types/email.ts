import { typed } from "../typed.ts";

export const situation = typed({
  title: "email, a text everywhere",
  stream: "email",
  schema: { type: "string", format: "email" },
  value: "a@b.c",
  column: "text",
  text: "a@b.c",
});
