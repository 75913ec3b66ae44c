import type { Source } from "../source.ts";
import { type ReadingContext, SourceRun } from "./source-run.ts";
import type { StreamRun } from "./stream-run.ts";

/**
 * Starts every read that the streams need, all at once and each once; the client limits how many
 * requests run together. Returns each stream's read.
 */
export function startReads(
  streams: readonly StreamRun[],
  context: ReadingContext,
): ReadonlyMap<StreamRun, SourceRun> {
  const runs = new Map<Source, SourceRun>();
  const start = (source: Source): SourceRun => {
    const started = runs.get(source);
    if (started) return started;
    const run = new SourceRun(source, context, {
      streams: streams.filter(({ stream }) => stream.source === source),
      parent: source.parent && start(source.parent),
    });
    runs.set(source, run);
    return run;
  };
  return new Map(streams.map((stream) => [stream, start(stream.stream.source)]));
}

/**
 * Says whether a read may be held up until its stream's turn on stdout: only one whose answer is on
 * disk already and that nothing else waits for. All others go on at the server's speed, through a
 * temporary file.
 */
export function mayWait(source: Source, selected: readonly { readonly source: Source }[]): boolean {
  const users = selected.filter((stream) => stream.source === source);
  const feedsDetails = selected.some((stream) => stream.source.parent === source);
  return source.isSpooled === true && users.length === 1 && !feedsDetails;
}
