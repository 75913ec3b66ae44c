import { named } from "../named.ts";

export const situation = named("names that every object of JavaScript answers to", [
  "__proto__",
  "constructor",
  "toString",
]);
