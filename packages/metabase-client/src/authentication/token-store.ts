/** A session token between runs. */
export interface StoredToken {
  readonly token: string;
  /** Milliseconds since the epoch; a session lives from here, however often it is used. */
  readonly createdAt: number;
}

/** Keeps the token of one user on one instance. Never throws for a store that does not work. */
export interface TokenStore {
  /** Undefined when nothing usable is kept. */
  read(): Promise<StoredToken | undefined>;
  /** Whether it is kept: a token that is not must be closed by this run. */
  write(token: StoredToken): Promise<boolean>;
  /** Runs a login while no other process that shares the store runs one. */
  exclusively<Result>(login: () => Promise<Result>): Promise<Result>;
}

/** Keeps nothing. */
export const noTokenStore: TokenStore = {
  read: async () => undefined,
  write: async () => false,
  exclusively: (login) => login(),
};
