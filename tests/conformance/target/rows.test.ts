import { testSituations } from "./test-situations.ts";

await testSituations(new URL("rows/", import.meta.url));
