import { randomUUID } from "node:crypto";

/** Sessions end this long after they were opened, however much they are used (`MAX_SESSION_AGE`). */
export const SESSION_LIFETIME_MS = 14 * 24 * 60 * 60 * 1000;

/** Open sessions. */
export interface Sessions {
  /** Opens one and gives its token. */
  open(userId: number): string;
  /** Whose session it is, unless it ended. */
  userIdOf(token: string): number | undefined;
  /** False when there is no such session. */
  close(token: string): boolean;
  closeAll(): void;
}

/** A server's sessions, none at first. */
export function createSessions(now: () => Date): Sessions {
  const sessions = new Map<string, { readonly userId: number; readonly openedAt: number }>();
  return {
    open(userId) {
      const token = randomUUID();
      sessions.set(token, { userId, openedAt: now().getTime() });
      return token;
    },
    userIdOf(token) {
      const session = sessions.get(token);
      return session !== undefined && now().getTime() - session.openedAt < SESSION_LIFETIME_MS
        ? session.userId
        : undefined;
    },
    close: (token) => sessions.delete(token),
    closeAll: () => sessions.clear(),
  };
}
