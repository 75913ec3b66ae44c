import { expect, test } from "vitest";
import { get, serve } from "../serve.ts";

test("an edited dashboard shows it in the list and in its detail, the others stay as they are", async () => {
  const server = await serve({ dashboards: 20 });
  const headers = { "x-api-key": server.keys.admin };
  const list = async () => JSON.parse((await get(server, "/api/dashboard", headers)).text);
  const before = await list();

  const edited = server.editDashboards(0.1);

  const after: readonly { id: number; name: string; updated_at: string }[] = await list();
  const changed = after.filter((row, index) => row.name !== before[index].name);
  expect(edited).toBe(2);
  expect(changed.map(({ id }) => id)).toEqual([10, 20]);
  expect(after.filter((row) => !changed.includes(row))).toEqual(
    before.filter(({ id }: { id: number }) => id % 10 > 0),
  );
  const detail = JSON.parse((await get(server, "/api/dashboard/10", headers)).text);
  expect(detail).toMatchObject({
    name: changed[0]?.name,
    updated_at: changed[0]?.updated_at,
    "last-edit-info": { timestamp: changed[0]?.updated_at },
  });
});

test("each edit of a card is later than the one before", async () => {
  const { world, editCards } = await serve({ cards: 10 });
  const updatedAt = () => Date.parse(world.cards.byId(10)?.updated_at ?? "");
  const times = [updatedAt()];

  for (let edit = 0; edit < 2; edit += 1) {
    editCards(0.1);
    times.push(updatedAt());
  }

  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(new Set(times).size).toBe(3);
});
