import { type MetabaseClient, NotAvailableError } from "@singer-metabase/metabase-client";
import { type Catalog, type ProgramContext, writeText } from "@singer-metabase/singer-protocol";
import { type ConnectionHooks, connect } from "../connect.ts";
import { chooseStreams } from "../discovery/choose-streams.ts";
import { IncompleteRunError } from "../errors.ts";
import { preflight } from "../preflight.ts";
import { questionStreams } from "../question-results/question-streams.ts";
import { membersOf } from "../records/server-object.ts";
import type { Settings } from "../settings.ts";
import { streams } from "../streams/index.ts";
import { checkStreams } from "./check-streams.ts";
import { estimateRun } from "./estimate-run.ts";
import { formatReport } from "./format-report.ts";

/** What a connection is tested with. */
export interface TestInput {
  readonly settings: Settings;
  /** Which streams a run would read; undefined without a file: those that are selected by default. */
  readonly catalog: Catalog | undefined;
  readonly context: ProgramContext;
  /** Keeps a copy of each answer. */
  readonly onAnswer?: ConnectionHooks["onAnswer"];
}

/**
 * Proves that the server answers, who the account is, what it may do and which of the streams that
 * a run would read it can read, and writes that as one page.
 *
 * @throws {SettingsError} when nothing or not every required stream is selected
 * @throws {IncompleteRunError} when a stream in `required_streams` cannot be read
 */
export async function testConnection(input: TestInput): Promise<void> {
  const { settings, catalog, context, onAnswer } = input;
  const { stdout, redactor, logger } = context;
  const client = connect(settings, context, onAnswer && { onAnswer });
  try {
    const { server, principal } = await preflight(client, logger);
    const known = [...streams, ...(await questionStreams(client, settings))];
    const wanted = chooseStreams({ known, catalog, settings, logger }).map(({ stream }) => stream);
    const checks = await checkStreams(wanted, { client, server, settings });
    const readable = new Set(checks.flatMap(({ stream, problem }) => (problem ? [] : stream)));
    const groups = await groupNames(client);
    const report = formatReport({
      baseUrl: settings.base_url,
      ...{ server, principal, groups, checks },
      notSelected: known.filter((stream) => !wanted.includes(stream)).map(({ name }) => name),
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
