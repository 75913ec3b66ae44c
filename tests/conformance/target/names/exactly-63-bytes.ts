import { named } from "../named.ts";

export const situation = named("63 bytes are not too long", ["x".repeat(63), "é".repeat(31)]);
