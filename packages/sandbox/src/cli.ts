import { parseCommandLine, USAGE } from "./metabase/command-line.ts";
import { type SandboxMetabase, startMetabase } from "./metabase/server/start-metabase.ts";

try {
  const options = parseCommandLine(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(USAGE);
  } else {
    announce(await startMetabase(options));
  }
} catch (error) {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** Says in one line of JSON where the server is and who may log in, and stops it on a signal. */
function announce(server: SandboxMetabase): void {
  const { url, accounts, keys } = server;
  process.stdout.write(`${JSON.stringify({ url, accounts, keys })}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void server.stop();
    });
  }
}
