import { typed } from "../typed.ts";

export const situation = typed({
  title: "date, a varchar in pipelinewise's target",
  stream: "date",
  schema: { type: "string", format: "date" },
  value: "2024-01-01",
  column: "date",
  text: "2024-01-01",
});
