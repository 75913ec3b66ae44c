import { type MetabaseClient, NotAvailableError } from "@singer-metabase/metabase-client";
import { type ProgramContext, writeText } from "@singer-metabase/singer-protocol";
import { type ConnectionHooks, connect } from "../connect.ts";
import { IncompleteRunError } from "../errors.ts";
import { preflight } from "../preflight.ts";
import { questionStreams } from "../question-results/question-streams.ts";
import { membersOf } from "../records/server-object.ts";
import type { Settings } from "../settings.ts";
import { streams } from "../streams/index.ts";
import { checkStreams } from "./check-streams.ts";
import { estimateRun } from "./estimate-run.ts";
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
    const readable = new Set(checks.flatMap(({ stream, problem }) => (problem ? [] : stream)));
    const groups = await groupNames(client);
    const report = formatReport({
      baseUrl: settings.base_url,
      ...{ server, principal, checks },
      groups,
      estimate: await estimateRun(
        client,
        wanted.filter(({ name }) => readable.has(name)),
        groups.size,
      ),
      facts: client.facts(),
    });
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

async function groupNames(client: MetabaseClient): Promise<ReadonlyMap<unknown, string>> {
  try {
    const groups = await client.getArray("/api/permissions/group");
    return new Map(membersOf(groups).map(({ id, name }) => [id, String(name)]));
  } catch (error) {
    if (error instanceof NotAvailableError) return new Map();
    throw error;
  }
}
