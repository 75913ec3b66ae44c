const ATTEMPT_LIFETIME_MS = 60 * 60 * 1000;
const INITIAL_DELAY_SECONDS = 15;
const DELAY_EXPONENT = 1.5;

/** Failed logins that one user name or one address may have within an hour (metabase/throttle, `POST /api/session`). */
const THRESHOLDS = { username: 10, address: 50 } as const;

/** Counts failed logins. An attempt while throttled counts as well, so that trying again makes it worse. */
export interface LoginThrottle {
  /** Seconds to wait, as shown to the user; undefined = go on. */
  delaySeconds(attempt: LoginAttempt): number | undefined;
  recordFailure(attempt: LoginAttempt): void;
}

/** Who tries to log in, and from where. */
interface LoginAttempt {
  readonly username: string;
  readonly address: string;
}

/** A throttle that has seen nothing yet. */
export function createLoginThrottle(now: () => Date): LoginThrottle {
  const failures = new Map<string, number[]>();
  const keysOf = ({ username, address }: LoginAttempt) =>
    [
      [`username ${username.toLowerCase()}`, THRESHOLDS.username],
      [`address ${address}`, THRESHOLDS.address],
    ] as const;
  const recent = (key: string): number[] =>
    (failures.get(key) ?? []).filter((time) => now().getTime() - time < ATTEMPT_LIFETIME_MS);

  return {
    delaySeconds(attempt) {
      const delays = keysOf(attempt).flatMap(([key, threshold]) => {
        const over = recent(key).length - threshold + 1;
        return over > 0 ? [Math.round(INITIAL_DELAY_SECONDS * over ** DELAY_EXPONENT)] : [];
      });
      return delays.length === 0 ? undefined : Math.max(...delays);
    },
    recordFailure(attempt) {
      for (const [key] of keysOf(attempt)) {
        failures.set(key, [...recent(key), now().getTime()]);
      }
    },
  };
}
