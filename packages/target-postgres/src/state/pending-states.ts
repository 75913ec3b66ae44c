import type { PendingState } from "../load/load-epoch.ts";

/** States that wait for the records before them. */
export class PendingStates {
  #states: PendingState[] = [];
  #recordCame = false;

  get length(): number {
    return this.#states.length;
  }

  /** Notes that states from now on follow another record than those before. */
  noteRecord(): void {
    this.#recordCame = true;
  }

  /** Adds a state; gives by how much longer all states are then. */
  add(state: PendingState): number {
    // Of states with no record between them only the newest can matter.
    const outdated = this.#recordCame ? undefined : this.#states.pop();
    this.#recordCame = false;
    this.#states.push(state);
    return state.json.length - (outdated?.json.length ?? 0);
  }

  /** Hands over what was added. */
  take(): readonly PendingState[] {
    const states = this.#states;
    this.#states = [];
    return states;
  }
}
