import type { ServerObject } from "../records/server-object.ts";
import type { Derivation, DerivedSource, ServerSource } from "../source.ts";
import { LaneClosedError } from "./lane.ts";
import type { ObjectTaker, Read, ReadResult } from "./source-run.ts";

/** One derived source in one run: listens to its inputs, then hands its own objects on. */
export class DerivedRun {
  readonly #takers: readonly ObjectTaker[];
  readonly #derivation: Derivation;
  #failure: unknown;

  constructor(source: DerivedSource, takers: readonly ObjectTaker[]) {
    this.#takers = takers;
    this.#derivation = source.derive();
  }

  /** Listens to one input; a derivation that fails does not end the reads it listens to. */
  listenTo(input: ServerSource): ObjectTaker {
    return {
      accept: async (object: ServerObject) => {
        if (this.#failure !== undefined) return;
        try {
          await this.#derivation.take(input, object);
        } catch (error) {
          this.#failure = error;
        }
      },
      end: () => undefined,
    };
  }

  /** Waits for the inputs and hands on what follows from them. Never rejects. */
  async finish(inputs: readonly Read[]): Promise<ReadResult> {
    const results = await Promise.all(inputs.map(({ result }) => result));
    const missing = [...new Set(results.flatMap((result) => result.missing))];
    try {
      const failed = results.find(({ error }) => error !== undefined);
      if (failed) throw failed.error;
      if (this.#failure !== undefined) throw this.#failure;
      for await (const object of this.#derivation.objects()) {
        for (const taker of this.#takers) await taker.accept(object);
      }
      return {
        missing: [...missing, ...(this.#derivation.missing?.() ?? [])],
        covered: results.flatMap(({ covered = [] }) => covered),
      };
    } catch (error) {
      return { missing, ...(!(error instanceof LaneClosedError) && { error }) };
    } finally {
      for (const taker of this.#takers) taker.end();
      await this.#derivation.close?.();
    }
  }
}
