import { typed } from "../typed.ts";

export const situation = typed({
  title: "anything, dropped by datamill-co's",
  stream: "anything",
  schema: {},
  value: { a: [1] },
  column: "text",
  text: '{"a":[1]}',
});
