import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "a SCHEMA without properties is refused, as by the SDK",
  runs: [['{"type":"SCHEMA","stream":"bare","schema":{"type":"object"},"key_properties":[]}']],
  error: /^line 1 \(stream "bare"\): the SCHEMA declares no properties/,
};
