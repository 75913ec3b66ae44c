import type { Logger } from "@singer-metabase/singer-protocol";
import { describeFailure } from "../describe-failure.ts";
import { OverwriteError } from "../errors.ts";
import type { PendingState } from "../load/load-epoch.ts";
import type { Connection } from "../postgres.ts";
import { HeldStates } from "./held-states.ts";
import type { Overwrite } from "./overwrite.ts";

/** A sink whose rows may be such as replace those of its table. */
interface SwappedSink {
  readonly schema: { readonly stream: string };
  readonly overwrite: Overwrite | undefined;
  /** Whether there are such rows. */
  readonly awaitsSwap: boolean;
}

/** When and how swaps are made. */
export interface SwapsOptions {
  readonly connection: Connection;
  /** Whether the end of the input is a reason to swap. */
  readonly atEnd: boolean;
  /** Takes the newest state that is safe. */
  readonly offerState: (json: string) => Promise<void>;
  /** Whether records of a stream were put aside as bad. */
  readonly lacksRecords: (stream: string) => boolean;
  readonly logger: Pick<Logger, "info" | "warn">;
  readonly now: () => number;
}

/** Decides when the rows of a stream take the place of those in its table. */
export class Swaps {
  readonly #options: SwapsOptions;
  readonly #states: HeldStates;

  constructor(options: SwapsOptions) {
    this.#options = options;
    this.#states = new HeldStates(options.offerState);
  }

  /** The streams with rows that are not in their tables yet. */
  listDue(sinks: Iterable<SwappedSink>): string[] {
    return [...sinks].filter((sink) => sink.awaitsSwap).map(({ schema }) => schema.stream);
  }

  /** Takes states, in their order, before which everything is committed. */
  takeStates(states: readonly PendingState[]): Promise<void> {
    return this.#states.take(states);
  }

  /** Swaps on an activation; gives whether it was one of these rows. */
  async activate(stream: string, overwrite: Overwrite, version: number): Promise<boolean> {
    // Before the first row it may be meant for the rows that follow, and then it comes again.
    if (!overwrite.hasRows) overwrite.emptyVersion = version;
    else if (await this.#swap(stream, overwrite, version)) return true;
    else this.#options.logger.info(`version ${version} of stream "${stream}" is outdated`);
    return false;
  }

  /**
   * Swaps at the end of an input that has come to its end.
   *
   * @throws {OverwriteError} for streams whose rows nothing has activated.
   */
  async finish(sinks: Iterable<SwappedSink>): Promise<void> {
    const { atEnd, lacksRecords, logger } = this.#options;
    const unfinished: string[] = [];
    for (const { schema, overwrite } of sinks) {
      if (overwrite === undefined || overwrite.isDone) continue;
      const { stream } = schema;
      const { hasRows, emptyVersion } = overwrite;
      if (lacksRecords(stream)) unfinished.push(stream);
      else if (hasRows && atEnd) await this.#swap(stream, overwrite, undefined);
      else if (hasRows) unfinished.push(stream);
      else if (emptyVersion !== undefined) await this.#swap(stream, overwrite, emptyVersion);
      else if (atEnd) logger.warn(`no record of stream "${stream}" came: its table keeps its rows`);
    }
    if (unfinished.length > 0) throw new OverwriteError(unfinished);
  }

  async #swap(stream: string, overwrite: Overwrite, version: number | undefined): Promise<boolean> {
    const { connection, now } = this.#options;
    const isDone = await overwrite
      .swap(connection, { version, now: now() })
      .catch((error: unknown) => {
        throw describeFailure(`cannot overwrite the table of stream "${stream}"`, error);
      });
    if (isDone) await this.#states.release(stream);
    return isDone;
  }
}
