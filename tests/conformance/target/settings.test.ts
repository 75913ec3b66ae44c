import { testSituations } from "./test-situations.ts";

await testSituations(new URL("settings/", import.meta.url));
