import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Differences } from "./compare-targets.ts";
import type { PeerName } from "./peers.ts";

/** One way in which ours is another target than a peer: a row of the documentation, held by what is seen. */
export interface ExpectedDifference {
  readonly topic: string;
  readonly theirs: string;
  readonly ours: string;
  /** Why ours is right. */
  readonly why: string;
  /** Lines of a comparison by the situation's name, seen from the start and in the peer's tables. */
  readonly seen?: Lines;
  readonly "seen from the start"?: Lines;
  readonly "seen in their tables"?: Lines;
  /** Pairs of types, theirs and ours, that may differ in every column; where is of no interest. */
  readonly types?: readonly string[];
}

type Lines = Readonly<Record<string, readonly string[]>>;

/** Reads what is expected of a peer, from `expected/<peer>.yaml`. */
export function readExpectedDifferences(peer: PeerName): readonly ExpectedDifference[] {
  const path = join(import.meta.dirname, `../expected/${peer}.yaml`);
  return parse(readFileSync(path, "utf8")) as ExpectedDifference[];
}

/** What a comparison of one situation has to find. */
export function differencesOf(
  expected: readonly ExpectedDifference[],
  situation: string,
): Differences {
  const linesOf = (way: "seen from the start" | "seen in their tables"): string[] =>
    expected
      .flatMap((one) => [...(one.seen?.[situation] ?? []), ...(one[way]?.[situation] ?? [])])
      .sort();
  return { sameInput: linesOf("seen from the start"), swap: linesOf("seen in their tables") };
}

/** The situations in which a difference is seen. */
export function situationsOf(expected: ExpectedDifference): string[] {
  const { seen, "seen from the start": first, "seen in their tables": later } = expected;
  return [seen, first, later].flatMap((lines) => Object.keys(lines ?? {}));
}

const NOT_NULL = " not null";

/** Splits off the lines about columns whose types may differ everywhere. */
export function setTypesAside(
  expected: readonly ExpectedDifference[],
  lines: readonly string[],
): { readonly types: readonly string[]; readonly others: readonly string[] } {
  const everywhere = expected.flatMap(({ types }) => types ?? []);
  const typesOf = (line: string): string => {
    const types = line.slice(line.indexOf(": ") + 2).split(" | ");
    const areKeys = types.every((type) => type.endsWith(NOT_NULL));
    const pair = types.map((type) => (areKeys ? type.replace(NOT_NULL, "") : type)).join(" | ");
    return everywhere.includes(pair) ? pair : "";
  };
  return {
    types: lines.map(typesOf).filter(Boolean),
    others: lines.filter((line) => !typesOf(line)).sort(),
  };
}
