import { readBookmark, writeBookmark } from "@singer-metabase/singer-protocol";
import { StateError } from "../errors.ts";
import { isServerObject } from "../records/server-object.ts";

/** The form of STATE that this program writes. */
const FORMAT = 1;

/** What STATE remembers of a stream that was read to its end. */
export interface StreamBookmark {
  /** The version of the last load, in epoch milliseconds. */
  readonly version?: number;
  /** The rows of the last read that was proven complete. */
  readonly rows?: number;
  /** The fingerprint of what that read could see. */
  readonly scope?: string;
  /** The parts of the instance that it found; see `Reading.covers`. */
  readonly covered?: readonly string[];
  /** How far the source of an append-only stream was read. */
  readonly position?: unknown;
}

/** The state of one run: what the last one left, and what this one adds. */
export class SyncState {
  readonly #instance: string;
  #value: Readonly<Record<string, unknown>>;

  /** @throws {StateError} when the state is of another instance or of a newer program */
  constructor(given: unknown, instance: string) {
    const value = isServerObject(given) ? given : {};
    check(value, instance);
    this.#instance = instance;
    this.#value = value;
  }

  /** What the last run left of a stream; empty when it never finished. */
  bookmark(stream: string): StreamBookmark {
    const { version, rows, scope, covered, position } = readBookmark(this.#value, stream);
    return {
      ...(typeof version === "number" && { version }),
      ...(typeof rows === "number" && { rows }),
      ...(typeof scope === "string" && { scope }),
      ...(Array.isArray(covered) && { covered: covered.map(String) }),
      ...(position !== undefined && { position }),
    };
  }

  /** Notes a finished stream and returns the value of the STATE message to send. */
  finish(stream: string, bookmark: StreamBookmark): unknown {
    const value = writeBookmark(this.#value, stream, { ...bookmark });
    this.#value = { ...value, format: FORMAT, instance: this.#instance };
    return this.#value;
  }
}

function check(state: Readonly<Record<string, unknown>>, instance: string): void {
  const { format, instance: owner } = state;
  if (typeof format === "number" && format > FORMAT) {
    throw new StateError(
      `the state has format ${format}, this program knows ${FORMAT}: update tap-metabase, or start without --state`,
    );
  }
  if (owner !== undefined && owner !== instance) {
    throw new StateError(
      `the state belongs to ${owner}, base_url is ${instance}: give each instance its own state and target schema; if the instance only moved, change "instance" in the state`,
    );
  }
}
