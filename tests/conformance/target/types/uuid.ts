import { typed } from "../typed.ts";

export const situation = typed({
  title: "uuid, a varchar in pipelinewise's target",
  stream: "uuid",
  schema: { type: "string", format: "uuid" },
  value: "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
  column: "uuid",
  text: "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
});
