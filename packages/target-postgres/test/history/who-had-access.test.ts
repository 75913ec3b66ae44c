import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine } from "../harness/lines.ts";
import { loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const text = { type: ["string", "null"] };

const PAGE = join(import.meta.dirname, "../../../../docs/history.md");

/** A run of a full-refresh tap at a time, with these people in group 1. */
function runAt(time: string, members: readonly number[]): Promise<unknown> {
  const version = Date.parse(time);
  const more = { version, time_extracted: time };
  const people = ["ann", "bob", "cid"];
  return loadAll(
    database(),
    [
      schemaLine("users", { id, email: text }, ["id"]),
      ...people.map((name, at) =>
        recordLine("users", { id: at, email: `${name}@example.com` }, more),
      ),
      activateLine("users", version),
      schemaLine("permission_groups", { id, name: text }, ["id"]),
      recordLine("permission_groups", { id: 1, name: "Finance" }, more),
      activateLine("permission_groups", version),
      schemaLine("group_memberships", { id: { type: "string" }, group_id: id, user_id: id }, [
        "id",
      ]),
      ...members.map((member) =>
        recordLine(
          "group_memberships",
          { id: `[1,${member}]`, group_id: 1, user_id: member },
          more,
        ),
      ),
      activateLine("group_memberships", version),
    ],
    { default_target_schema: "metabase", hard_delete: true, history: true },
  );
}

test("the query in docs/history.md tells who had access in March", async () => {
  const sql = /```sql\n(.*?)```/s.exec(await readFile(PAGE, "utf8"))?.[1] ?? "";
  await runAt("2024-01-10T00:00:00Z", [0]);
  await runAt("2024-03-10T00:00:00Z", [0, 1]);
  await runAt("2024-04-10T00:00:00Z", [1, 2]);

  const rows = await database().query(sql);

  expect(rows.map((row) => [row["email"], row["group_name"], row["valid_to"] === null])).toEqual([
    ["ann@example.com", "Finance", false],
    ["bob@example.com", "Finance", true],
  ]);
});
