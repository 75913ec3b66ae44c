import type { MetabaseEdition, MetabaseVersion } from "./options.ts";

/** The release that a sample server pretends to be. */
export interface Release {
  readonly major: number;
  readonly patch: number;
  /** `v0.57.4`, or `v1.57.4` for enterprise. */
  readonly tag: string;
  readonly date: string;
  readonly hash: string;
}

/** A patch release, the first of its major version to have something. */
export type FirstPatch = readonly [major: number, patch: number];

/** Patch levels are late ones: 0.56 and 0.61 changed their answers between two patches, and show the later ones. */
const RELEASES: Readonly<Record<MetabaseVersion, Omit<Release, "tag">>> = {
  "0.49": { major: 49, patch: 13, date: "2024-05-27", hash: "8c4a54d" },
  "0.50": { major: 50, patch: 21, date: "2024-08-21", hash: "c53b3f5" },
  "0.51": { major: 51, patch: 10, date: "2024-12-18", hash: "3c1d7e0" },
  "0.53": { major: 53, patch: 8, date: "2025-03-25", hash: "e91b52a" },
  "0.54": { major: 54, patch: 2, date: "2025-04-22", hash: "d07b84e" },
  "0.56": { major: 56, patch: 15, date: "2025-11-27", hash: "72f06cd" },
  "0.57": { major: 57, patch: 4, date: "2025-12-02", hash: "5f0b1a9" },
  "0.59": { major: 59, patch: 12, date: "2026-06-23", hash: "b48e913" },
  "0.61": { major: 61, patch: 19, date: "2026-09-01", hash: "0d95f6e" },
  "0.64": { major: 64, patch: 2, date: "2026-10-06", hash: "a1f3c77" },
};

/** The release behind a version switch. */
export function releaseOf(version: MetabaseVersion, edition: MetabaseEdition): Release {
  const release = RELEASES[version];
  const { major, patch } = release;
  return { ...release, tag: `v${edition === "oss" ? 0 : 1}.${major}.${patch}` };
}

/**
 * Whether a release has a change that was brought to several lines, given the first patch of each: a line before them does
 * not have it, a line after the last has it from the start.
 */
export function hasReached({ major, patch }: Release, firsts: readonly FirstPatch[]): boolean {
  const ownLine = firsts.find((first) => first[0] === major);
  return ownLine === undefined ? firsts.every((first) => first[0] < major) : patch >= ownLine[1];
}
