import {
  type MetabaseClient,
  NotAvailableError,
  type ServerInfo,
} from "@singer-metabase/metabase-client";
import { findUnavailability } from "../discovery/availability.ts";
import { type FilterSettings, isDerived, type ServerSource, switchedOffBy } from "../source.ts";
import type { Stream } from "../stream.ts";
import { askOnce } from "./ask-once.ts";

/** Whether one stream can be read, and why not. */
export interface StreamCheck {
  readonly stream: string;
  readonly privilege: string;
  /** Why it cannot be read: the reason, or what went wrong with asking. */
  readonly problem?: string;
  /** True when asking went wrong, so that nothing is known. */
  readonly isUnknown?: boolean;
}

/** What streams are checked with. */
export interface CheckContext {
  readonly client: MetabaseClient;
  readonly server: ServerInfo;
  readonly settings: FilterSettings;
}

/**
 * Asks the server for as little as proves that each stream can be read, each source once and all
 * together. What the version, the licence or a setting excludes is not asked for. Never rejects: a
 * question that goes wrong is a fact about its streams.
 */
export function checkStreams(
  streams: readonly Stream[],
  { client, server, settings }: CheckContext,
): Promise<readonly StreamCheck[]> {
  const asking = askOnce(client);
  const failures = new Map<ServerSource["probe"], Promise<unknown>>();
  const findFailure = (source: ServerSource): Promise<unknown> => {
    const asked = failures.get(source.probe);
    if (asked !== undefined) return asked;
    const failure = source.probe(asking).then(
      () => undefined,
      (error: unknown) => error,
    );
    failures.set(source.probe, failure);
    return failure;
  };
  const findProblem = async ({ needs, source }: Stream): Promise<Partial<StreamCheck>> => {
    const facts = { needs, server, switchedOffBy: switchedOffBy(source, settings) };
    const foreseen = findUnavailability(facts);
    if (foreseen) return { problem: foreseen.reason };
    const found = await Promise.all(
      (isDerived(source) ? source.inputs : [source]).map(findFailure),
    );
    const failure = found.find((each) => each !== undefined);
    if (failure === undefined) return {};
    if (failure instanceof NotAvailableError) {
      const why = findUnavailability({ ...facts, refusal: failure });
      if (why) return { problem: `${why.reason} (${why.evidence})` };
    }
    return {
      problem: failure instanceof Error ? failure.message : String(failure),
      isUnknown: true,
    };
  };
  return Promise.all(
    streams.map(async (stream) => ({
      stream: stream.name,
      privilege: stream.privilege,
      ...(await findProblem(stream)),
    })),
  );
}
