import type { Catalog, ProgramContext } from "@singer-metabase/singer-protocol";
import { connect } from "../connect.ts";
import { preflight } from "../preflight.ts";
import { questionStreams } from "../question-results/question-streams.ts";
import type { Settings } from "../settings.ts";
import type { Stream } from "../stream.ts";
import { checkStreams, type StreamCheck } from "../test-connection/check-streams.ts";
import { discover } from "./discover.ts";

/**
 * Asks a server which streams it offers to the account, a request for each read at most, and
 * returns the catalog that says so. One question that goes wrong is noted in its entries.
 *
 * @throws what logging in throws: a wrong key or password is an error here, too
 */
export async function discoverServer(
  streams: readonly Stream[],
  settings: Settings,
  context: ProgramContext,
): Promise<Catalog> {
  const client = connect(settings, context);
  try {
    const { server } = await preflight(client, context.logger);
    const known = [...streams, ...(await questionStreams(client, settings))];
    const isWanted = ({ group }: Stream): boolean => settings.stream_groups.includes(group);
    const checks = await checkStreams(known.filter(isWanted), { client, server, settings });
    const unwanted = known.filter((stream) => !isWanted(stream));
    return discover(known, [...checks.map(redacted), ...unwanted.map(switchedOff)]);
  } finally {
    await client.close();
  }

  function redacted(check: StreamCheck): StreamCheck {
    const { problem } = check;
    return problem === undefined ? check : { ...check, problem: context.redactor.redact(problem) };
  }
}

function switchedOff({ name, privilege }: Stream): StreamCheck {
  return { stream: name, privilege, problem: "switched off by the setting stream_groups" };
}
