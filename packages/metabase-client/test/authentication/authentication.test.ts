import { expect, test } from "vitest";
import { ConfigurationError, chooseAuthentication } from "../../src/index.ts";

test.each([
  [{ apiKey: "mb_key" }, { apiKey: "mb_key" }],
  [{ apiKey: " mb_key\n", username: "", password: "" }, { apiKey: "mb_key" }],
  [
    { username: "ada", password: " blank stays " },
    { username: "ada", password: " blank stays " },
  ],
  [{ sessionToken: "token\n", apiKey: undefined }, { sessionToken: "token" }],
])("the settings %o mean one method", (settings, expected) => {
  expect(chooseAuthentication(settings)).toEqual(expected);
});

test.each([
  [{}, ["api_key", "username", "password", "session_token"]],
  [{ username: "ada" }, ["password"]],
  [{ password: "hidden" }, ["username"]],
  [{ apiKey: "hidden", username: "ada", password: "hidden" }, ["api_key", "username", "password"]],
  [{ apiKey: "hidden", sessionToken: "hidden" }, ["api_key", "session_token"]],
  [{ username: "ada", sessionToken: "hidden" }, ["username", "session_token"]],
])("the settings %o are refused by name, without their values", (settings, names) => {
  const choose = () => chooseAuthentication(settings);

  expect(choose).toThrow(ConfigurationError);
  expect(choose).toThrow(expect.objectContaining({ settings: names }));
  expect(choose).not.toThrow(/hidden/);
});
