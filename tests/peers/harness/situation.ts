import type { PeerName } from "./peers.ts";

/** What comes in, of one topic: the same for both targets. */
export interface Situation {
  /** In both targets' configuration, beside the connection and `default_target_schema`; null takes one away. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whose settings or habits these are; both by default. */
  readonly peers?: readonly PeerName[];
  /** SQL that runs before everything else. */
  readonly before?: string;
  /** The lines of one run after the other. */
  readonly runs: readonly (readonly string[])[];
}

/** Situations by their names, which say what they are about. */
export type Situations = Readonly<Record<string, Situation>>;
