import { named } from "../named.ts";

export const situation = named("capitals stay, and a digit may come first", [
  "MixedCase",
  "1st",
  "2",
]);
