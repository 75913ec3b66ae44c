import { typed } from "../typed.ts";

export const situation = typed({
  title: "ipv4, a text everywhere",
  stream: "ipv4",
  schema: { type: "string", format: "ipv4" },
  value: "1.2.3.4",
  column: "text",
  text: "1.2.3.4",
});
