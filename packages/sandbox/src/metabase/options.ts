import type { Fault } from "./server/faults.ts";

/** Versions of Metabase that the sample server can be, the oldest first. */
export const METABASE_VERSIONS = [
  "0.49",
  "0.50",
  "0.51",
  "0.53",
  "0.54",
  "0.56",
  "0.57",
  "0.59",
  "0.61",
  "0.64",
] as const;

/** What `newest` stands for. */
export const NEWEST_VERSION = "0.64";

/** See {@link METABASE_VERSIONS}. */
export type MetabaseVersion = (typeof METABASE_VERSIONS)[number];

/** `oss` has none of the paid features, `enterprise` those that its licence names. */
export type MetabaseEdition = "oss" | "enterprise";

/** The most rows of an answer, where an administrator set a limit. */
export interface RowLimits {
  /** Of a question without an aggregation. The server's own limit is 2,000. */
  readonly unaggregated?: number;
  /** Of a question with one. The server's own limit is 10,000. */
  readonly aggregated?: number;
  /** Of a download (server version 0.50 on). The server's own limit is 1,048,575. */
  readonly download?: number;
}

/** What a sample server is like. */
export interface MetabaseOptions {
  /** @default "newest", which is {@link NEWEST_VERSION} */
  readonly version?: MetabaseVersion | "newest";
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
  /**
   * Tables, at least the planned ones; further ones are alike, with four fields each, and stand in the warehouse:
   * 50,000 tables have some 200,000 fields. @default the planned ones, some twenty
   */
  readonly tables?: number;
  /** Bytes that each card is padded with, so that `/api/card` gets big. @default 0 */
  readonly cardBytes?: number;
  /** Rows that each question without an aggregation answers; 0: a few, by chance. @default 0 */
  readonly resultRows?: number;
  /** Settings that limit the rows of an answer. @default none, so that the server's own limits hold */
  readonly rowLimits?: RowLimits;
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
  /** False: nobody may share anything by a public link. @default true */
  readonly publicSharing?: boolean;
  /** True: a password alone opens no session (enterprise, server version 0.63 on). @default false */
  readonly multiFactor?: boolean;
  /** The server's clock. */
  readonly now?: () => Date;
  /** How the latency is waited for. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Serve https with this certificate and key, both PEM. */
  readonly tls?: { readonly cert: string; readonly key: string };
}
