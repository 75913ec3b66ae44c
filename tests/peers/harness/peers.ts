import { existsSync } from "node:fs";
import { join } from "node:path";

/** Another Singer target for PostgreSQL, in a virtual environment of its own. */
export interface Peer {
  /** The environment's name below the folder of all. */
  readonly name: PeerName;
  /** The distribution that the expectations were written for, as pip knows it. */
  readonly distribution: string;
  /** What it calls the setting of the database. */
  readonly databaseSetting: string;
}

export type PeerName = (typeof PEERS)[number]["name"];

export const PEERS = [
  {
    name: "meltano",
    distribution: "meltanolabs-target-postgres==0.8.1",
    databaseSetting: "database",
  },
  {
    name: "pipelinewise",
    distribution: "pipelinewise-target-postgres==2.1.2",
    databaseSetting: "dbname",
  },
] as const;

/** The peer's program in a folder of virtual environments. */
export function peerProgram(folder: string, name: PeerName): string {
  return join(folder, name, "bin", "target-postgres");
}

/**
 * The peers that are installed in a folder.
 *
 * @throws Error when there is none.
 */
export function findPeers(folder: string): readonly Peer[] {
  const peers = PEERS.filter(({ name }) => existsSync(peerProgram(folder, name)));
  if (peers.length > 0) return peers;
  const names = PEERS.map(({ name }) => name).join(" or ");
  throw new Error(
    `no ${names} in the folder "${folder}": see "npm run test:peers" in CONTRIBUTING.md`,
  );
}
