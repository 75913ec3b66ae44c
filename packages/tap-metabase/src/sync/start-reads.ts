import type { Logger } from "@singer-metabase/singer-protocol";
import {
  type DerivedSource,
  isDerived,
  type Reading,
  type RunFacts,
  type ServerSource,
  type Source,
} from "../source.ts";
import type { Stream } from "../stream.ts";
import { DerivedRun } from "./derived-run.ts";
import { type Read, type ReadingContext, SourceRun } from "./source-run.ts";
import type { StreamRun } from "./stream-run.ts";

/** What the reads of a run are started with. */
export interface ReadsContext extends ReadingContext {
  readonly logger: Pick<Logger, "debug">;
  /** How far the source of a stream was read by the last run. */
  positionOf(stream: Stream): unknown;
}

/**
 * Starts every read that the streams need, all at once and each once; the client limits how many
 * requests run together. Returns each stream's read.
 */
export function startReads(
  streams: readonly StreamRun[],
  context: ReadsContext,
): ReadonlyMap<StreamRun, Read> {
  const takersOf = (source: Source) => streams.filter(({ stream }) => stream.source === source);
  const derivedRuns = new Map(
    derivedSources(streams).map((source) => [source, new DerivedRun(source, takersOf(source))]),
  );
  const needed = new Set(streams.flatMap(({ stream }) => neededBy(stream.source)));
  const runs = new Map<ServerSource, SourceRun>();
  const shared = { ...context, once: askingOnce(context) };
  const start = (source: ServerSource): SourceRun => {
    const started = runs.get(source);
    if (started) return started;
    const takers = takersOf(source);
    const listeners = [...derivedRuns].flatMap(([derived, run]) =>
      derived.inputs.includes(source) ? [run.listenTo(source)] : [],
    );
    const run = new SourceRun(source, shared, {
      takers: [...takers, ...listeners],
      parent: source.parent && start(source.parent),
      witness:
        source.witness && needed.has(source.witness.source)
          ? start(source.witness.source)
          : undefined,
      position: takers[0] && context.positionOf(takers[0].stream),
    });
    runs.set(source, run);
    void run.result.then(({ requests }) =>
      context.logger.debug(`read ${source.name}, requests: ${requests}`),
    );
    return run;
  };
  const derivedReads = new Map(
    [...derivedRuns].map(([source, run]) => [
      source,
      { result: run.finish(source.inputs.map(start)) },
    ]),
  );
  return new Map(
    streams.map((run) => {
      const { source } = run.stream;
      return [run, isDerived(source) ? (derivedReads.get(source) as Read) : start(source)];
    }),
  );
}

function askingOnce(facts: RunFacts): Reading["once"] {
  const answers = new Map<unknown, Promise<unknown>>();
  return <Answer>(ask: (facts: RunFacts) => Promise<Answer>) => {
    const answer = answers.get(ask) ?? ask(facts);
    answers.set(ask, answer);
    return answer as Promise<Answer>;
  };
}

/** The reads without which a source cannot be read. */
function neededBy(source: Source): readonly ServerSource[] {
  if (isDerived(source)) return source.inputs.flatMap(neededBy);
  return [source, ...(source.parent ? neededBy(source.parent) : [])];
}

function derivedSources(streams: readonly StreamRun[]): readonly DerivedSource[] {
  return [...new Set(streams.map(({ stream }) => stream.source).filter(isDerived))];
}

/**
 * Says whether a read may be held up until its stream's turn on stdout: only one whose answer is on
 * disk already and that nothing else waits for. All others go on at the server's speed, through a
 * temporary file.
 */
export function mayWait(source: Source, selected: readonly { readonly source: Source }[]): boolean {
  if (isDerived(source)) return false;
  const users = selected.filter((stream) => stream.source === source);
  const feedsOthers = selected.some((stream) =>
    isDerived(stream.source)
      ? stream.source.inputs.some((input) => input === source || isFedBy(input, source))
      : isFedBy(stream.source, source),
  );
  return source.isSpooled === true && users.length === 1 && !feedsOthers;
}

function isFedBy({ parent, witness }: ServerSource, source: Source): boolean {
  return parent === source || witness?.source === source;
}
