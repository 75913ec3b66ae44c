import { type SandboxMetabase, startMetabase } from "@singer-metabase/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AVAILABILITY } from "../../src/discovery/discover.ts";
import { streams } from "../../src/streams/index.ts";
import { runTap } from "../run-tap.ts";
import { expectedStreams, PRINCIPALS, VERSIONS } from "./expected-streams.ts";

const EDITIONS = ["oss", "enterprise"] as const;
const SMALL = { cards: 20, dashboards: 3, users: 10 };

/** What was found, by edition, principal, stream, in the order of the versions. */
const found = new Map<string, string>();

const cellOf = (...parts: readonly string[]) => parts.join(" / ");

describe.each(EDITIONS)("the %s edition", (edition) => {
  describe.each(VERSIONS)("of version %s", (version) => {
    let server: SandboxMetabase;
    beforeAll(async () => {
      server = await startMetabase({ ...SMALL, version, edition });
    });
    afterAll(() => server.stop());

    test.each(PRINCIPALS)("offers to %s what it should", async (principal) => {
      const expected = expectedLetters(edition, version, principal);
      const letters = await discoverAs(server, principal);
      for (const [stream, letter] of Object.entries(letters)) {
        const row = cellOf(edition, principal, stream);
        found.set(row, (found.get(row) ?? "") + letter);
      }

      expect(letters).toEqual(expected);
    });
  });
});

test("every stream has a row, every row a letter and its evidence for each version", () => {
  expect(Object.keys(expectedStreams).sort()).toEqual(streams.map(({ name }) => name).sort());
  for (const { oss, enterprise, evidence } of Object.values(expectedStreams)) {
    for (const cells of [...oss, ...enterprise]) expect(cells).toMatch(/^[yfp-]{10}$/);
    expect(evidence).toMatch(/^[rosi]{10}$/);
  }
});

afterAll(() => {
  process.stdout.write(`${printMatrix()}\n`);
});

function expectedLetters(
  edition: (typeof EDITIONS)[number],
  version: (typeof VERSIONS)[number],
  principal: (typeof PRINCIPALS)[number],
): Readonly<Record<string, string>> {
  const place = VERSIONS.indexOf(version);
  const column = PRINCIPALS.indexOf(principal);
  return Object.fromEntries(
    Object.entries(expectedStreams).map(([stream, row]) => [
      stream,
      row[edition][column]?.[place] ?? "",
    ]),
  );
}

async function discoverAs(
  server: SandboxMetabase,
  principal: (typeof PRINCIPALS)[number],
): Promise<Readonly<Record<string, string>>> {
  const config = { base_url: server.url, token_cache: false, ...credentialsOf(server, principal) };
  const run = await runTap({ config, flags: ["--discover"] });
  expect(run.error).toBeUndefined();
  const catalog = JSON.parse(run.stdout) as Catalog;
  return Object.fromEntries(
    catalog.streams.map(({ stream, metadata }) => [
      stream,
      toLetter(String(metadata[0]?.metadata[AVAILABILITY])),
    ]),
  );
}

interface Catalog {
  readonly streams: readonly {
    readonly stream: string;
    readonly metadata: readonly { readonly metadata: Readonly<Record<string, unknown>> }[];
  }[];
}

function credentialsOf(
  { keys, accounts }: SandboxMetabase,
  principal: (typeof PRINCIPALS)[number],
) {
  const { manager, analyst } = accounts;
  const login = ({ email, password }: typeof analyst) => ({ username: email, password });
  return {
    administrator: { api_key: keys.admin },
    "group manager": login(manager),
    "ordinary account": login(analyst),
    "few rights": { api_key: keys.few },
  }[principal];
}

/** A letter for each reason; the reason itself for one that is none of the four. */
function toLetter(reason: string): string {
  if (reason === "available") return "y";
  if (reason.startsWith("missing route")) return "-";
  if (reason.startsWith("forbidden for this principal")) return "f";
  return /^needs (?:feature|edition)/.test(reason) ? "p" : reason;
}

function printMatrix(): string {
  const width = Math.max(...Object.keys(expectedStreams).map(({ length }) => length));
  const header = [
    `versions ${VERSIONS.join(", ")}`,
    `each edition: ${PRINCIPALS.join(", ")}`,
    "y available, - missing route, f forbidden, p needs edition or feature",
    "evidence: r recorded, o OpenAPI, s source, i inferred",
  ];
  const rows = Object.entries(expectedStreams).map(([stream, { evidence }]) => {
    const cells = EDITIONS.map((edition) =>
      PRINCIPALS.map((principal) => found.get(cellOf(edition, principal, stream))).join(" "),
    );
    return [stream.padEnd(width), ...cells, evidence].join("  ");
  });
  return [...header, ...rows].join("\n");
}
