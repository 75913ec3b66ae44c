import { testSituations } from "./test-situations.ts";

await testSituations(new URL("types/", import.meta.url));
