import type { Fault } from "./server/faults.ts";

/** Versions of Metabase that the sample server can be; `newest` is 0.64. */
export const METABASE_VERSIONS = ["0.49", "0.50", "0.54", "0.57", "newest"] as const;

/** See {@link METABASE_VERSIONS}. */
export type MetabaseVersion = (typeof METABASE_VERSIONS)[number];

/** `oss` has none of the paid features, `enterprise` those that its licence names. */
export type MetabaseEdition = "oss" | "enterprise";

/** What a sample server is like. */
export interface MetabaseOptions {
  /** @default "newest" */
  readonly version?: MetabaseVersion;
  /** @default "oss" */
  readonly edition?: MetabaseEdition;
  /** Token features of an enterprise licence. @default all that the sample server knows */
  readonly features?: readonly string[];
  /** Questions, models and metrics, archived ones included. @default 120 */
  readonly cards?: number;
  /** Archived ones included. @default 15 */
  readonly dashboards?: number;
  /** People, deactivated ones included. @default 25 */
  readonly users?: number;
  /** Bytes that each card is padded with, so that `/api/card` gets big. @default 0 */
  readonly cardBytes?: number;
  /** Same seed, same instance. @default 1 */
  readonly seed?: number;
  /** How long every answer takes at least. @default 0 */
  readonly latencyMs?: number;
  /** 0 = any free one. @default 0 */
  readonly port?: number;
  /** Path that the instance stands under, as behind a reverse proxy: `/metabase`. @default "" */
  readonly basePath?: string;
  /** Things that go wrong from the start; see also `addFault`. */
  readonly faults?: readonly Fault[];
  /** False: people come in by single sign-on only. @default true */
  readonly passwordLogin?: boolean;
  /** True: a password alone opens no session (enterprise, server version 0.63 on). @default false */
  readonly multiFactor?: boolean;
  /** The server's clock. */
  readonly now?: () => Date;
  /** How the latency is waited for. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Serve https with this certificate and key, both PEM. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

const RELEASES: Readonly<
  Record<MetabaseVersion, { major: number; patch: number; date: string; hash: string }>
> = {
  "0.49": { major: 49, patch: 13, date: "2024-05-27", hash: "8c4a54d" },
  "0.50": { major: 50, patch: 21, date: "2024-08-21", hash: "c53b3f5" },
  "0.54": { major: 54, patch: 2, date: "2025-04-22", hash: "d07b84e" },
  "0.57": { major: 57, patch: 4, date: "2025-12-02", hash: "5f0b1a9" },
  newest: { major: 64, patch: 2, date: "2026-10-06", hash: "a1f3c77" },
};

/** The release that a sample server pretends to be. */
export interface Release {
  readonly major: number;
  /** `v0.57.4`, or `v1.57.4` for enterprise. */
  readonly tag: string;
  readonly date: string;
  readonly hash: string;
}

/** The release behind a version switch. */
export function releaseOf(version: MetabaseVersion, edition: MetabaseEdition): Release {
  const { major, patch, date, hash } = RELEASES[version];
  return { major, tag: `v${edition === "oss" ? 0 : 1}.${major}.${patch}`, date, hash };
}
