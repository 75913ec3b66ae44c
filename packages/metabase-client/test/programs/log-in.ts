import { createMetabaseClient } from "../../src/index.ts";

/** One run of its own process: reads the current user with the login and the cache folder given. */
const [baseUrl = "", username = "", password = "", directory = ""] = process.argv.slice(2);
const client = createMetabaseClient({
  baseUrl,
  authentication: { username, password },
  tokenCache: { directory },
  env: {},
});
process.stdout.write(JSON.stringify(await client.currentUser()));
await client.close();
