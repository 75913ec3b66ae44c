import { type ProgramContext, writeText } from "@singer-metabase/singer-protocol";
import { type ConnectionHooks, connect } from "../connect.ts";
import { IncompleteRunError } from "../errors.ts";
import { preflight } from "../preflight.ts";
import { questionStreams } from "../question-results/question-streams.ts";
import type { Settings } from "../settings.ts";
import { streams } from "../streams/index.ts";
import { checkStreams } from "./check-streams.ts";
import { formatReport } from "./format-report.ts";

/**
 * Proves that the server answers, who the account is, what it may do and which streams it can
 * read, and writes that as one page.
 *
 * @throws {IncompleteRunError} when a stream in `required_streams` cannot be read
 */
export async function testConnection(
  settings: Settings,
  context: ProgramContext,
  hooks: Pick<ConnectionHooks, "onAnswer"> = {},
): Promise<void> {
  const { stdout, redactor, logger } = context;
  const client = connect(settings, context, hooks);
  try {
    const { server, principal } = await preflight(client, logger);
    const known = [...streams, ...(await questionStreams(client, settings))];
    const wanted = known.filter(({ group }) => settings.stream_groups.includes(group));
    const checks = await checkStreams(wanted, { client, server, settings });
    const report = formatReport({ baseUrl: settings.base_url, server, principal, checks });
    await writeText(stdout, redactor.redact(report));
    const problems = checks.flatMap(({ stream, problem }) =>
      problem !== undefined && settings.required_streams.includes(stream)
        ? [{ stream, reason: problem }]
        : [],
    );
    if (problems.length > 0) throw new IncompleteRunError(problems);
  } finally {
    await client.close();
  }
}
