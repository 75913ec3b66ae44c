/** Runs pieces of work one after the other. After a failure nothing further runs. */
export class SerialQueue {
  #tail: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #waiting = 0;

  /** Whether everything added so far has run or failed. */
  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** Adds work; rejects with its error, or with that of work before it. */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(() => {
      this.throwFailure();
      return work();
    });
    this.#waiting += 1;
    this.#tail = result
      .then(
        () => {},
        (error: unknown) => {
          this.#failure ??= { error };
        },
      )
      .finally(() => {
        this.#waiting -= 1;
      });
    return result;
  }

  /** Resolves when everything added so far has run or failed. */
  idle(): Promise<void> {
    return this.#tail;
  }

  /** Throws the first error of any work. */
  throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}
