/** Differences of a few milliseconds tell of the network, not of a busy server. */
const NOISE_MS = 10;
/** Part of the way that an answer faster than usual moves it. */
const FALL = 0.1;
/** What any slower answer adds to it, however slow. */
const RISE = 0.002;

/**
 * The time that each kind of request takes when the server is at ease: what only some in a hundred
 * answers of late were faster than. A server that stays slow is taken for one that is, but only after
 * hundreds of requests. By route, because a list of all questions is no slow dashboard.
 */
export class UsualLatency {
  readonly #usual = new Map<string, number>();

  /** How many times the usual this request took; 1 for the first of its route. Remembers it. */
  slowdown(path: string, milliseconds: number): number {
    const route = path.replace(/\/\d+/g, "/:id");
    const latency = milliseconds + NOISE_MS;
    const usual = this.#usual.get(route) ?? latency;
    this.#usual.set(route, usual + (latency < usual ? (latency - usual) * FALL : usual * RISE));
    return latency / usual;
  }
}
