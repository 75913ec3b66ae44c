import { testSituations } from "./test-situations.ts";

await testSituations(new URL("complaints/", import.meta.url));
