import { afterAll, beforeAll } from "vitest";
import {
  METABASE_VERSIONS,
  type MetabaseEdition,
  type MetabaseVersion,
} from "../../src/metabase/options.ts";
import { type SandboxMetabase, startMetabase } from "../../src/metabase/server/start-metabase.ts";
import { get } from "./serve.ts";

/** What a server answered. */
export type Answer = Awaited<ReturnType<typeof get>>;

/** The sample versions from one on, up to another. */
export const from = (
  first: MetabaseVersion,
  last: MetabaseVersion = "0.64",
): readonly MetabaseVersion[] =>
  METABASE_VERSIONS.slice(METABASE_VERSIONS.indexOf(first), METABASE_VERSIONS.indexOf(last) + 1);

/** One server of each version and edition, for the whole of a test file. */
export function useEveryVersion() {
  const servers = new Map<string, SandboxMetabase>();
  const serverOf = (version: MetabaseVersion, edition: MetabaseEdition): SandboxMetabase => {
    const server = servers.get(`${version} ${edition}`);
    if (server === undefined) throw new RangeError(`no server of ${version} ${edition}`);
    return server;
  };
  beforeAll(async () => {
    for (const version of METABASE_VERSIONS) {
      for (const edition of ["oss", "enterprise"] as const) {
        const options = { version, edition, cards: 100, dashboards: 20 };
        servers.set(`${version} ${edition}`, await startMetabase(options));
      }
    }
  });
  afterAll(() => Promise.all(Array.from(servers.values(), (server) => server.stop())));
  return {
    serverOf,
    /** The versions whose administrators get such an answer. */
    async versionsThat(
      edition: MetabaseEdition,
      path: string,
      matches: (answer: Answer) => boolean,
    ): Promise<MetabaseVersion[]> {
      const answers = await Promise.all(
        METABASE_VERSIONS.map((version) => get(serverOf(version, edition), path)),
      );
      return METABASE_VERSIONS.filter((_, index) => {
        const answer = answers[index];
        return answer !== undefined && matches(answer);
      });
    },
  };
}
