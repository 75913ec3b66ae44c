import type { SettingSchema } from "@singer-metabase/singer-protocol";

/** When rows are loaded, and by how many sessions. */
export interface BatchSettings {
  readonly batch_size_rows?: number;
  readonly batch_size_bytes: number;
  readonly batch_wait_limit_seconds: number;
  readonly retry_for_seconds: number;
  readonly parallelism: number;
  readonly fast_path: boolean;
}

/** Half of it gathers while the other half is loaded. The whole program then peaks at 110 to 155 MB. */
const DEFAULT_BATCH_BYTES = 16 * 1024 * 1024;

/** The settings of batches. */
export const batchSettings: Readonly<Record<string, SettingSchema>> = {
  batch_size_rows: {
    type: "integer",
    minimum: 1,
    description: "Most rows of a stream in one transaction; without it, as many as fit.",
  },
  batch_size_bytes: {
    type: "integer",
    minimum: 65_536,
    default: DEFAULT_BATCH_BYTES,
    description: "Memory for rows that are not committed, over all streams.",
  },
  batch_wait_limit_seconds: {
    type: "number",
    exclusiveMinimum: 0,
    default: 10,
    description: "The longest that a row waits before it is loaded.",
  },
  retry_for_seconds: {
    type: "number",
    minimum: 0,
    default: 60,
    description:
      "How long a transaction that fails for a passing reason (lost connection, restart, deadlock) is tried again.",
  },
  parallelism: {
    type: "integer",
    minimum: 0,
    default: 2,
    description:
      "Most connections that load at the same time; more than 2 are of no use, and 0 leaves it to the target.",
  },
  fast_path: {
    type: "boolean",
    default: true,
    description:
      "Whether ordinary lines are loaded without being parsed first; the result is the same.",
  },
};
