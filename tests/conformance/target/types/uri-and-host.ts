import { typed } from "../typed.ts";

export const situation = typed({
  title: "uri, hostname and ipv6, texts everywhere",
  stream: "uri_and_host",
  schema: {
    type: "string",
    anyOf: [{ format: "uri" }, { format: "hostname" }, { format: "ipv6" }],
  },
  value: "::1",
  column: "text",
  text: "::1",
});
