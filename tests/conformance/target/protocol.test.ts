import { testSituations } from "./test-situations.ts";

await testSituations(new URL("protocol/", import.meta.url));
