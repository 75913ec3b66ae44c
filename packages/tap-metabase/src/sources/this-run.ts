import type { DerivedSource } from "../source.ts";

/** Nothing is read for streams about the run itself; see `Stream.rowsOfRun`. */
export const thisRun: DerivedSource = {
  inputs: [],
  derive: () => ({ take: () => undefined, objects: () => [] }),
};
