import { testSituations } from "./test-situations.ts";

await testSituations(new URL("evolution/", import.meta.url));
