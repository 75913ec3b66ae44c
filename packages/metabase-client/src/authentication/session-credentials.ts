import { LoginRefusedError, type MetabaseError, UnauthenticatedError } from "../errors.ts";
import type { CredentialFacts, CredentialHeaders, Credentials } from "./credentials.ts";
import type { TokenStore } from "./token-store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A session that ends within the hour is not worth starting with. */
const LONGEST_MARGIN_MS = 60 * 60 * 1000;

/** What a session stands on. */
export interface SessionOptions {
  readonly store: TokenStore;
  /** One `POST /api/session`; resolves to the token. */
  readonly logIn: () => Promise<string>;
  /** One `DELETE /api/session`. */
  readonly logOut: (token: string) => Promise<void>;
  readonly lifetimeDays: number;
  readonly now: () => number;
  /** Hears of every token before it is used. */
  readonly onToken: (token: string) => void;
  readonly onRenew: () => void;
}

interface Session {
  readonly headers: CredentialHeaders;
  readonly token: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Whether this run logged in for it. */
  readonly isNew: boolean;
}

/**
 * A session by user name and password: one login for concurrent callers and for successive runs,
 * dropped at its 401, and after a refused login nothing more.
 */
export class SessionCredentials implements Credentials {
  readonly #options: SessionOptions;
  #session: Session | undefined;
  #pending: Promise<Session> | undefined;
  #failure: MetabaseError | undefined;
  readonly #rejected = new Set<string>();
  readonly #accepted = new Set<string>();
  readonly #toClose = new Set<string>();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  get facts(): CredentialFacts {
    const session = this.#session && {
      isCached: !this.#session.isNew,
      ageSeconds: (this.#options.now() - this.#session.createdAt) / 1000,
    };
    return { kind: "login", session };
  }

  async headers(): Promise<CredentialHeaders> {
    if (this.#failure) throw this.#failure;
    if (this.#session && this.#session.expiresAt > this.#options.now())
      return this.#session.headers;
    this.#pending ??= this.#obtain().finally(() => {
      this.#pending = undefined;
    });
    return (await this.#pending).headers;
  }

  accept(headers: CredentialHeaders): void {
    this.#accepted.add(tokenOf(headers));
  }

  reject(headers: CredentialHeaders, request: string, isLast: boolean): void {
    const token = tokenOf(headers);
    const isNew = this.#session?.token === token && this.#session.isNew;
    if (isNew && !this.#accepted.has(token)) {
      // A login that leads nowhere would be repeated for every request.
      this.#failure = refusedAgain(request, "the login succeeded, but its session is not accepted");
    }
    if (this.#failure) throw this.#failure;
    if (isLast) throw refusedAgain(request, "refused again with a renewed session");
    this.#rejected.add(token);
    // Otherwise another caller has replaced it already.
    if (this.#session?.token === token) {
      this.#session = undefined;
      this.#options.onRenew();
    }
  }

  async close(): Promise<void> {
    const tokens = [...this.#toClose];
    this.#toClose.clear();
    await Promise.all(tokens.map((token) => this.#options.logOut(token)));
  }

  async #obtain(): Promise<Session> {
    const { store } = this.#options;
    this.#session =
      (await this.#stored()) ??
      // Whoever held the lock before us may have logged in for us.
      (await store.exclusively(async () => (await this.#stored()) ?? (await this.#logIn())));
    return this.#session;
  }

  async #stored(): Promise<Session | undefined> {
    const { store, now, onToken } = this.#options;
    const stored = await store.read();
    if (!stored || this.#rejected.has(stored.token)) return undefined;
    // From the future: written under another clock, so its age is unknown.
    if (stored.createdAt > now()) return undefined;
    const session = this.#toSession(stored.token, stored.createdAt, false);
    if (session.expiresAt <= now()) return undefined;
    onToken(stored.token);
    return session;
  }

  async #logIn(): Promise<Session> {
    const { store, now, onToken } = this.#options;
    const createdAt = now();
    try {
      const token = await this.#options.logIn();
      onToken(token);
      const isKept = await store.write({ token, createdAt });
      if (!isKept) this.#toClose.add(token);
      return this.#toSession(token, createdAt, true);
    } catch (error) {
      if (error instanceof LoginRefusedError) this.#failure = error;
      throw error;
    }
  }

  #toSession(token: string, createdAt: number, isNew: boolean): Session {
    const lifetimeMs = this.#options.lifetimeDays * DAY_MS;
    const marginMs = Math.min(LONGEST_MARGIN_MS, lifetimeMs / 10);
    return {
      headers: { [HEADER]: token },
      token,
      createdAt,
      expiresAt: createdAt + lifetimeMs - marginMs,
      isNew,
    };
  }
}

const HEADER = "X-Metabase-Session";

function tokenOf(headers: CredentialHeaders): string {
  return headers[HEADER] ?? "";
}

function refusedAgain(request: string, what: string): UnauthenticatedError {
  return new UnauthenticatedError(
    `${request}: 401: ${what}; does a proxy in front remove the header ${HEADER}, or do several servers share this address? Otherwise use api_key`,
  );
}
