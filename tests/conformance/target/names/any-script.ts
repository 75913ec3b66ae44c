import { named } from "../named.ts";

export const situation = named("names in any script", ["ünïcödé", "名前", "😀", "İ", "e\u0301"]);
