import { testSituations } from "./test-situations.ts";

await testSituations(new URL("failures/", import.meta.url));
