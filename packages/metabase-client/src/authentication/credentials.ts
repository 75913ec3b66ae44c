import { UnauthenticatedError } from "../errors.ts";

/** The headers that prove who the client is. */
export type CredentialHeaders = Readonly<Record<string, string>>;

/** Where a client's credential comes from, without the credential. */
export type CredentialFacts =
  | { readonly kind: "api_key" | "session_token" | "none" }
  | {
      readonly kind: "login";
      /** Undefined before the first request. */
      readonly session: SessionFacts | undefined;
    };

/** The session that a login opened. */
export interface SessionFacts {
  /** Whether an earlier run, or another process, logged in for it. */
  readonly isCached: boolean;
  readonly ageSeconds: number;
}

/** Where these headers come from: fixed, or from a login that can be renewed. */
export interface Credentials {
  /**
   * The headers for the next request. Logs in when it has to; concurrent callers share one login.
   *
   * @throws {LoginRefusedError} when the server refuses, from then on without asking again
   */
  headers(): Promise<CredentialHeaders>;
  /** The server knew these headers. */
  accept(headers: CredentialHeaders): void;
  /**
   * The server answered 401 to these headers, sent with `request` (`GET /api/card`). Returns when `headers()` will give others that are
   * worth one more try.
   *
   * @throws {UnauthenticatedError} when there are none, or this was that one more try (`isLast`)
   */
  reject(headers: CredentialHeaders, request: string, isLast: boolean): void;
  /** Ends what this run began on the server. Never throws. */
  close(): Promise<void>;
  readonly facts: CredentialFacts;
}

/** For what an instance tells everybody: sends nothing, so that no login is spent on it. */
export const noCredentials: Credentials = {
  headers: async () => ({}),
  accept() {},
  reject(_headers, request) {
    throw new UnauthenticatedError(
      `${request}: 401 although this is public in Metabase; a proxy in front wants a login (see the setting headers)`,
    );
  },
  async close() {},
  facts: { kind: "none" },
};
