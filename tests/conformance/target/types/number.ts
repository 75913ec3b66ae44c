import { typed } from "../typed.ts";

export const situation = typed({
  title: "number, a double in pipelinewise's and datamill-co's",
  stream: "number",
  schema: { type: "number", multipleOf: 0.01 },
  value: 0.1,
  column: "numeric",
  text: "0.1",
});
