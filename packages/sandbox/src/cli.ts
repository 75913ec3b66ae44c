import { parseCommandLine, USAGE } from "./metabase/command-line.ts";
import { startReplay } from "./metabase/replay/start-replay.ts";
import { startMetabase } from "./metabase/server/start-metabase.ts";

try {
  const options = parseCommandLine(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(USAGE);
  } else if ("replay" in options) {
    const { replay, ...rest } = options;
    const server = await startReplay(replay, rest);
    announce(server, { url: server.url });
  } else {
    const server = await startMetabase(options);
    const { url, accounts, keys } = server;
    announce(server, { url, accounts, keys });
  }
} catch (error) {
  process.stderr.write(`sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/** Says in one line of JSON where the server is and who may log in, and stops it on a signal. */
function announce(server: { stop(): Promise<void> }, facts: object): void {
  process.stdout.write(`${JSON.stringify(facts)}\n`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void server.stop();
    });
  }
}
