import type { SandboxMetabase } from "@singer-metabase/sandbox";
import { expect, test } from "vitest";
import { activatedIn, complaintsOf, recordsOf, runTap } from "../run-tap.ts";
import { startServer } from "../start-server.ts";

const ofQuestions = (
  server: SandboxMetabase,
  ...question_results: readonly (number | string)[]
) => ({
  base_url: server.url,
  api_key: server.keys.admin,
  token_cache: false,
  stream_groups: ["results"],
  question_results,
});

/** The questions that bring at least two rows, by what is asked for. */
function questionsOf({ world }: SandboxMetabase) {
  return [...world.cards].filter(
    (card) => !card.archived && (world.results.of(card)?.rowCount ?? 0) > 1,
  );
}

test("the answer of a chosen question is a stream with typed columns, which may be required", async () => {
  const server = await startServer();
  const [card] = questionsOf(server);
  const name = `question_${card?.id}`;
  const config = { ...ofQuestions(server, Number(card?.id)), required_streams: [name] };
  const run = await runTap({ config });
  const schema = run.messages.find(({ type }) => type === "SCHEMA");
  const records = recordsOf(run, name);

  expect(run.error).toBeUndefined();
  expect(activatedIn(run)).toEqual([name]);
  expect(records.map(({ _row_number }) => _row_number)).toEqual(
    records.map((_, index) => index + 1),
  );
  expect(records).toHaveLength(card ? (server.world.results.of(card)?.rowCount ?? -1) : -1);
  expect(schema).toMatchObject({
    key_properties: ["_row_number"],
    schema: { properties: { _row_number: { type: "integer" } } },
  });
});

test("every question of a collection brings its rows, and nothing stays unexplained", async () => {
  const server = await startServer({ cards: 60 });
  const loose = questionsOf(server).filter((card) => !card.dashboard_id);
  const collection = loose.find(
    ({ id, collection_id }) =>
      collection_id !== null &&
      loose.some((other) => other.id !== id && other.collection_id === collection_id),
  )?.collection_id;
  const inside = loose.filter(({ collection_id }) => collection_id === collection);
  const run = await runTap({ config: ofQuestions(server, `collection:${collection}`) });

  expect(inside.length).toBeGreaterThan(1);
  for (const card of inside) {
    const records = recordsOf(run, `question_${card.id}`);
    expect(records).toHaveLength(server.world.results.of(card)?.rowCount ?? -1);
    expect(records.filter(({ _extra }) => _extra !== null)).toEqual([]);
  }
});

test.each(["0.49", "0.53", "0.57", "newest"] as const)(
  "the same rows come from a server of version %s",
  async (version) => {
    const [newest, other] = await Promise.all([
      startServer({ cards: 40 }),
      startServer({ cards: 40, version }),
    ]);
    const ids = questionsOf(newest)
      .map(({ id }) => id)
      .slice(0, 6);
    const [expected, run] = await Promise.all(
      [newest, other].map((server) => runTap({ config: ofQuestions(server, ...ids) })),
    );

    for (const id of ids) {
      expect(recordsOf(run as never, `question_${id}`)).toEqual(
        recordsOf(expected as never, `question_${id}`),
      );
    }
  },
);

test("a question that fails is a failure, and no row of it comes", async () => {
  const server = await startServer();
  const failing = [...server.world.cards].find(
    (card) => !card.archived && server.world.results.of(card) === undefined,
  );
  const run = await runTap({ config: ofQuestions(server, Number(failing?.id)) });

  expect(run.error).toMatchObject({ code: "TAP_INCOMPLETE_RUN" });
  expect(String(run.error)).toContain("legacy_flag");
  expect(recordsOf(run, `question_${failing?.id}`)).toEqual([]);
  expect(activatedIn(run)).toEqual([]);
});

test("an answer that breaks off is a failure, and no row of it comes", async () => {
  const server = await startServer({
    resultRows: 500,
    faults: [{ path: /\/query\/json/, method: "POST", kind: "truncate", afterBytes: 200 }],
  });
  const card = questionsOf(server).find(
    ({ id }) => (server.world.results.of(server.world.cards.at(id - 1))?.rowCount ?? 0) > 100,
  );
  const run = await runTap({
    config: { ...ofQuestions(server, Number(card?.id)), max_retries: 1 },
  });

  expect(run.error).toMatchObject({ code: "TAP_INCOMPLETE_RUN" });
  expect(recordsOf(run, `question_${card?.id}`)).toEqual([]);
});

test("an answer that was cut at a limit removes nothing, and the run says so", async () => {
  const server = await startServer({ resultRows: 50, rowLimits: { download: 20 } });
  const card = questionsOf(server).find(
    (one) => (server.world.results.of(one)?.rowCount ?? 0) >= 50,
  );
  const run = await runTap({ config: ofQuestions(server, Number(card?.id)) });

  expect(recordsOf(run, `question_${card?.id}`)).toHaveLength(20);
  expect(activatedIn(run)).toEqual([]);
  expect(String(run.error)).toContain("exactly 20 rows");
});

test("a question that cannot be read is an error that names it, before anything is read", async () => {
  const server = await startServer();
  const run = await runTap({ config: ofQuestions(server, 987_654) });

  expect(run.error).toMatchObject({ name: "SettingsError" });
  expect(String(run.error)).toContain("987654");
  expect(complaintsOf(run)).toEqual([]);
});

test("discovery lists the chosen questions", async () => {
  const server = await startServer();
  const [card] = questionsOf(server);
  const run = await runTap({
    config: ofQuestions(server, Number(card?.id)),
    flags: ["--discover"],
  });
  const catalog = JSON.parse(run.stdout) as { readonly streams: readonly { stream: string }[] };

  expect(catalog.streams.map(({ stream }) => stream)).toContain(`question_${card?.id}`);
});

/** A question with two columns of one title, which an export would make one of. */
function questionWithOneTitleTwice(server: SandboxMetabase) {
  return questionsOf(server).find((card) => {
    const titles = (card.result_metadata ?? []).map(({ display_name }) => display_name);
    return new Set(titles).size < titles.length;
  });
}

test("two columns of one title keep their own values", async () => {
  const server = await startServer();
  const card = questionWithOneTitleTwice(server);
  const names = (card?.result_metadata ?? []).map(({ name }) => name);
  const run = await runTap({ config: ofQuestions(server, Number(card?.id)) });
  const [record] = recordsOf(run, `question_${card?.id}`);

  expect(run.error).toBeUndefined();
  expect(Object.keys(record ?? {}).sort()).toEqual([...names, "_extra", "_row_number"].sort());
  expect(names.filter((name) => record?.[name] !== null).length).toBeGreaterThan(names.length / 2);
});

test("with more rows than can be told apart they are a failure that says what to do", async () => {
  const server = await startServer({
    resultRows: 50,
    rowLimits: { unaggregated: 10, aggregated: 1 },
  });
  const card = questionWithOneTitleTwice(server);
  const run = await runTap({ config: ofQuestions(server, Number(card?.id)) });

  expect(String(run.error)).toContain("different titles");
  expect(activatedIn(run)).toEqual([]);
});
