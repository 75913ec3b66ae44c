import { typed } from "../typed.ts";

export const situation = typed({
  title: "boolean",
  stream: "boolean",
  schema: { type: "boolean" },
  value: true,
  column: "boolean",
  text: "true",
});
