import { expect, test } from "vitest";
import type { MetabaseVersion } from "../../src/metabase/options.ts";
import { type Answer, from, useEveryVersion } from "./every-version.ts";
import { get } from "./serve.ts";

type Row = Readonly<Record<string, unknown>>;

const { serverOf, versionsThat } = useEveryVersion();

/** Whether some row of a list has a field at all. */
const has =
  (field: string) =>
  ({ json }: Answer): boolean =>
    (json.data ?? json.items ?? json).some((row: Row) => field in row);

/** Whether some row of a list, or an object, has a field with a value. */
const shows =
  (field: string, value: unknown) =>
  ({ json }: Answer): boolean =>
    [json.data ?? json].flat().some((row: Row) => row[field] === value);

const query = (answer: Answer): object => [answer.json].flat()[0]["dataset_query"] ?? {};

test.each<
  readonly [
    what: string,
    path: string,
    matches: (answer: Answer) => boolean,
    expected: readonly MetabaseVersion[],
  ]
>([
  ["people have a tenant", "/api/user", has("tenant_id"), from("0.57")],
  ["people can be data analysts", "/api/user", has("is_data_analyst"), from("0.59")],
  [
    "a person who is switched off is read by id",
    "/api/user/3",
    ({ status }) => status === 200,
    from("0.50"),
  ],
  ["groups have entity ids", "/api/permissions/group", has("entity_id"), from("0.50")],
  ["groups tell their magic", "/api/permissions/group", has("magic_group_type"), from("0.56")],
  [
    "permissions are of the old kind",
    "/api/permissions/graph",
    ({ text }) => text.includes('"data":'),
    ["0.49"],
  ],
  [
    "permissions are to view data and to create queries",
    "/api/permissions/graph",
    ({ text }) => text.includes('"view-data":') && text.includes('"create-queries":'),
    from("0.50"),
  ],
  [
    "there are permissions for transforms",
    "/api/permissions/graph",
    ({ text }) => text.includes('"transforms":'),
    from("0.59"),
  ],
  [
    "the collection graph says none (not from 0.56.13 on)",
    "/api/collection/graph",
    ({ text }) => text.includes('"none"'),
    from("0.49", "0.54"),
  ],
  ["cards say whether they are datasets", "/api/card", has("dataset"), ["0.49"]],
  ["cards can be metrics", "/api/card", shows("type", "metric"), from("0.50")],
  ["cards count views", "/api/card", has("view_count"), from("0.50")],
  ["cards name the card they build on", "/api/card", has("source_card_id"), from("0.51")],
  ["cards can live in dashboards", "/api/card", has("dashboard_id"), from("0.53")],
  ["cards have a schema number", "/api/card", has("card_schema"), from("0.54")],
  [
    "the list of cards tells what they ask (not from 0.61.2 on)",
    "/api/card",
    has("dataset_query"),
    [...from("0.49", "0.59"), "0.64"],
  ],
  [
    "a card by itself always tells what it asks",
    "/api/card/1",
    ({ json }) => "dataset_query" in json,
    from("0.49"),
  ],
  ["queries are MBQL 5", "/api/card/1", (answer) => "lib/type" in query(answer), from("0.57")],
  [
    "queries are MBQL 5 unless the card is asked for otherwise",
    "/api/card/1?legacy-mbql=true",
    (answer) => "lib/type" in query(answer),
    [],
  ],
  [
    "no list is asked for the older language",
    "/api/card?legacy-mbql=true",
    (answer) => "lib/type" in query(answer),
    ["0.57", "0.59", "0.64"],
  ],
  ["cards carry the older query as text", "/api/card", has("legacy_query"), from("0.57")],
  [
    "dashboards come with values of their parameters",
    "/api/dashboard/1",
    ({ json }) => "param_values" in json,
    ["0.49", "0.50"],
  ],
  [
    "dashcards have parameters of their own",
    "/api/dashboard/1",
    ({ json }) => "inline_parameters" in json.dashcards[0],
    from("0.56"),
  ],
  [
    "collections can be in the Trash",
    "/api/collection?archived=true",
    shows("type", "trash"),
    from("0.51"),
  ],
  ["collections can be samples", "/api/collection", has("is_sample"), from("0.50")],
  [
    "official collections come first",
    "/api/collection/root/items?models=collection",
    ({ json }) => json.data[0].authority_level === "official",
    from("0.50"),
  ],
  [
    "an empty page of items is counted right",
    "/api/collection/root/items?limit=5&offset=5000",
    ({ json }) => json.total > 0,
    ["0.64"],
  ],
  [
    "items are sorted by a name with an underscore",
    "/api/collection/root/items?sort_column=last_edited_at&sort_direction=desc",
    ({ json }) => json.data.at(-1)["last-edit-info"] === undefined,
    from("0.49", "0.61"),
  ],
  [
    "items of dashboards are shown by a name with a dash",
    "/api/collection/9/items?models=card&show-dashboard-questions=true",
    ({ json }) => json.data.some((row: Row) => (row["dashboard_id"] ?? null) !== null),
    ["0.64"],
  ],
  [
    "tables that transforms write are listed without being asked for",
    "/api/table",
    shows("name", "invoices"),
    from("0.49", "0.59"),
  ],
  [
    "tables that transforms write are listed when asked for",
    "/api/table?include-transform-targets=true",
    shows("name", "invoices"),
    from("0.49"),
  ],
  ["tables have layers", "/api/table", has("data_layer"), from("0.59")],
  [
    "fields say how sensitive they are",
    "/api/database/2/metadata",
    ({ json }) => "data_sensitivity" in json.tables[0].fields[0],
    ["0.64"],
  ],
  [
    "tables carry measures",
    "/api/database/2/metadata",
    ({ json }) => "measures" in json.tables[0],
    from("0.59"),
  ],
  [
    "a limit that is no number is refused (not from 0.61.19 on)",
    "/api/user?limit=ten",
    ({ status, json }) => status === 400 && json.message.startsWith("Error parsing paging"),
    from("0.49", "0.59"),
  ],
  [
    "a limit that is no number means everything (from 0.61.19 on)",
    "/api/user?limit=ten&offset=0",
    ({ status, json }) => status === 200 && json.limit === null,
    from("0.61"),
  ],
  [
    "tasks can be chosen by status",
    "/api/task?status=failed",
    ({ json }) => json.data.every((row: Row) => row["status"] === "failed"),
    from("0.56"),
  ],
  ["tasks belong to runs", "/api/task", has("run_id"), from("0.59")],
])("%s", async (_what, path, matches, expected) => {
  expect(await versionsThat("oss", path, matches)).toEqual(expected);
});

test("the Library is there in paid editions from 0.59 on, and only for those who ask", async () => {
  const isShown = shows("type", "library");

  expect(await versionsThat("enterprise", "/api/collection", isShown)).toEqual([]);
  expect(await versionsThat("enterprise", "/api/collection?include-library=true", isShown)).toEqual(
    from("0.59"),
  );
  expect(await versionsThat("oss", "/api/collection?include-library=true", isShown)).toEqual([]);
});

test("people of tenants are there in paid editions from 0.57 on", async () => {
  const path = "/api/user?tenancy=external";
  const isExternal = ({ json }: Answer): boolean =>
    json.data.length > 0 && json.data.every((row: Row) => row["tenant_id"]);

  expect(await versionsThat("enterprise", path, isExternal)).toEqual(from("0.57"));
  expect(await versionsThat("oss", path, isExternal)).toEqual([]);
});

test("reading a card need not count up to 0.56", async () => {
  const counts = (path: string) => async (): Promise<unknown[]> =>
    Promise.all(
      from("0.50").map(async (version) => {
        const server = serverOf(version, "oss");
        const before = (await get(server, "/api/card/2")).json.view_count;
        await get(server, path);
        return (await get(server, "/api/card/2")).json.view_count - before;
      }),
    );

  expect(await counts("/api/card/2")()).toEqual(from("0.50").map(() => 2));
  expect(await counts("/api/card/2?ignore_view=true")()).toEqual(
    from("0.50").map((version) => (from("0.57").includes(version) ? 2 : 1)),
  );
});
