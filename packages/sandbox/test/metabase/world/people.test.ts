import { expect, test } from "vitest";
import { createPeople } from "../../../src/metabase/world/people.ts";

test("people count from 1 without gaps, at least the four known ones", () => {
  const { users } = createPeople({ seed: 1, users: 0 });

  expect([...users].map(({ id, email }) => [id, email])).toEqual([
    [1, "admin@example.com"],
    [2, "analyst@example.com"],
    [3, "deactivated@example.com"],
    [4, "manager@example.com"],
  ]);
});

test("a larger world has the same first people", () => {
  const small = createPeople({ seed: 3, users: 10 });
  const large = createPeople({ seed: 3, users: 500 });

  expect([...large.users].slice(0, 10)).toEqual([...small.users]);
});

test("among many people all the odd ones are found", () => {
  const users = [...createPeople({ seed: 1, users: 300 }).users];
  const some = (test: (user: (typeof users)[number]) => boolean) => users.filter(test).length;

  expect({
    nameless: some((user) => user.first_name === null && user.last_name === null) > 0,
    neverLoggedIn: some((user) => user.last_login === null) > 0,
    neverChanged: some((user) => user.updated_at === null) > 0,
    bySingleSignOn: some((user) => user.sso_source !== null && user.password === null) > 0,
    withAttributes: some((user) => user.login_attributes !== null) > 0,
    administrators: some((user) => user.is_superuser) > 1,
    switchedOff: some((user) => !user.is_active) > 1,
    inOtherScripts: some((user) => /[\u0600-\u06ff\u4e00-\u9fff]/.test(user.common_name)) > 0,
  }).toEqual({
    nameless: true,
    neverLoggedIn: true,
    neverChanged: true,
    bySingleSignOn: true,
    withAttributes: true,
    administrators: true,
    switchedOff: true,
    inOtherScripts: true,
  });
});

test("a person without names is called by their address", () => {
  const users = [...createPeople({ seed: 1, users: 300 }).users];
  const nameless = users.find((user) => user.first_name === null && user.last_name === null);

  expect(nameless?.common_name).toBe(nameless?.email);
});

test("superusers, and they alone, are in the administrators' group", () => {
  const people = createPeople({ seed: 1, users: 200 });
  const accounts = [...people.users, ...people.hiddenAccounts];

  expect(accounts.filter(({ id }) => people.groupIdsOf(id).includes(2))).toEqual(
    accounts.filter(({ is_superuser }) => is_superuser),
  );
});

test("moving a key to another group moves its account's membership and keeps its id", () => {
  const people = createPeople({ seed: 1, users: 5 });
  const userId = people.apiKeys.at(0).user_id;
  const memberships = () => [...people.memberships].filter(({ user_id }) => user_id === userId);
  const before = memberships();

  people.setKeyGroup(1, 4);

  expect(memberships().map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(people.groupIdsOf(userId)).toEqual([1, 4]);
  expect(people.accountById(userId)?.is_superuser).toBe(false);
  expect(people.apiKeys.at(0).group_id).toBe(4);
});

test.each([
  [9, 4],
  [1, 99],
])("a key %i or a group %i that is not there is refused", (keyId, groupId) => {
  const people = createPeople({ seed: 1, users: 5 });

  expect(() => people.setKeyGroup(keyId, groupId)).toThrow(RangeError);
});
