import { wholeList } from "./whole-list.ts";

/** Every API key, masked. */
export const apiKeyList = wholeList({ name: "API keys", path: "/api/api-key" });
