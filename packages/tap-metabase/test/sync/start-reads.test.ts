import { expect, test } from "vitest";
import { streams } from "../../src/streams/index.ts";
import { mayWait } from "../../src/sync/start-reads.ts";

const named = (...names: readonly string[]) => streams.filter(({ name }) => names.includes(name));

test.each([
  ["cards", [], true],
  ["cards", ["public_links"], true],
  ["cards", ["revisions"], false],
  ["cards", ["card_sources"], false],
  ["cards", ["dashboard_cards"], false],
  ["dashboards", ["dashboard_cards"], false],
  ["subscriptions", ["subscription_channels"], false],
  ["tables", [], false],
] as const)("with %s, and %j beside it, the read may be held up: %j", (name, others, expected) => {
  const [stream] = named(name);

  expect(stream && mayWait(stream.source, named(name, ...others))).toBe(expected);
});
