import { expect, test } from "vitest";
import { beginWritingTables } from "../../src/sql/transaction.ts";
import { openConnection } from "../harness/open-connection.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

test("transactions that write the same tables wait for one another, whatever the order, and never in a circle", async () => {
  const open = () => openConnection(database());
  const [holder, one, other] = [await open(), await open(), await open()];
  const tables = (...names: readonly string[]) =>
    beginWritingTables(
      names.map((table) => ({ relation: { schema: "locks", table }, lanes: [0, 1] })),
    ).join(";");
  const waiting = async () => {
    const [row] = await database().query(
      "select count(*)::int from pg_locks where locktype = 'advisory' and not granted",
    );
    return row?.["count"];
  };
  await holder.query(tables("middle"));
  const begun = [
    one.query(tables("first", "middle", "last")),
    other.query(tables("last", "middle", "first")),
  ];
  // Each of them has got what comes before.
  while ((await waiting()) !== 2);

  await holder.query("commit");
  const turns = begun.map((running, index) =>
    running.then(() => [one, other][index]?.query("commit")),
  );

  await expect(Promise.all(turns)).resolves.toHaveLength(2);
});
