import { testSituations } from "./test-situations.ts";

await testSituations(new URL("names/", import.meta.url));
