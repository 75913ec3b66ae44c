import { formatMessage } from "@singer-metabase/singer-protocol";
import { decideActivation, describeMissing } from "./activation.ts";
import type { EmitOptions } from "./emit-stream.ts";
import { scopeFingerprint } from "./scope.ts";
import type { ReadResult } from "./source-run.ts";
import type { StreamRun } from "./stream-run.ts";

/** How a stream ended that was read to its end. */
export interface Conclusion {
  readonly isActivated: boolean;
  /** Why it is not proven complete. */
  readonly doubt?: string;
  /** Whether the run fails over the doubt. */
  readonly isFailure: boolean;
}

/** Activates the version when the read is proven complete, and writes STATE. */
export function concludeStream(
  run: StreamRun,
  result: ReadResult,
  options: EmitOptions,
): Promise<Conclusion> {
  return run.stream.isAppendOnly
    ? concludeAdditions(run, result, options)
    : concludeVersion(run, result, options);
}

async function concludeAdditions(
  { stream }: StreamRun,
  { missing, position }: ReadResult,
  { writer, state, scope: scopeFacts }: EmitOptions,
): Promise<Conclusion> {
  if (missing.length > 0) {
    return { isActivated: false, doubt: describeMissing(missing), isFailure: true };
  }
  const value = state.finish(stream.name, {
    ...(position !== undefined && { position }),
    scope: scopeFingerprint(stream.source, scopeFacts),
  });
  await writer.write(formatMessage({ type: "STATE", value }));
  return { isActivated: false, isFailure: false };
}

async function concludeVersion(
  { stream, version, rows }: StreamRun,
  { missing, covered = [] }: ReadResult,
  { writer, settings, state, scope: scopeFacts }: EmitOptions,
): Promise<Conclusion> {
  const previous = state.bookmark(stream.name);
  const scope = scopeFingerprint(stream.source, scopeFacts);
  const { activates, doubt } = decideActivation(
    { rows, missing, scope, covered, previous },
    settings,
  );
  if (activates) {
    await writer.write(formatMessage({ type: "ACTIVATE_VERSION", stream: stream.name, version }));
  }
  if (missing.length === 0) {
    // A doubtful read is no measure for the next one.
    const measured = {
      rows,
      scope,
      ...(covered.length > 0 && { covered: [...new Set(covered)].sort() }),
    };
    const value = state.finish(stream.name, {
      ...previous,
      version,
      ...(doubt === undefined && measured),
    });
    await writer.write(formatMessage({ type: "STATE", value }));
  }
  return {
    isActivated: activates,
    ...(doubt !== undefined && { doubt }),
    // Where nothing is ever removed, a doubt about removing is no failure; a missing part is.
    isFailure: doubt !== undefined && (missing.length > 0 || settings.activate_version),
  };
}
