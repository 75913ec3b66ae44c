import { parseCommandLine, USAGE } from "./metabase/command-line.ts";
import { startMetabase } from "./metabase/server/start-metabase.ts";

const options = parseCommandLine(process.argv.slice(2));
if (options === undefined) {
  process.stdout.write(USAGE);
} else {
  const server = await startMetabase(options);
  const { url, accounts, keys } = server;
  process.stdout.write(`${JSON.stringify({ url, accounts, keys })}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void server.stop();
    });
  }
}
