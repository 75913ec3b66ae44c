import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../harness/root.ts";
import { readExpectedDifferences, situationsOf } from "../peers/harness/expected-differences.ts";
import { PEERS } from "../peers/harness/peers.ts";
import { renderDifferences } from "../peers/harness/render-differences.ts";

/** `npx vitest run --project tests differences-page -u` writes it. */
test("the page about differences says what the comparison with other targets expects", async () => {
  await expect(renderDifferences()).toMatchFileSnapshot(join(root, "docs/differences.md"));
});

describe.each(PEERS)("of $name", ({ name }) => {
  test.each(readExpectedDifferences(name))("$topic: has a reason, and is seen", (expected) => {
    expect(expected.why).toBeTruthy();
    expect([...situationsOf(expected), ...(expected.types ?? [])]).not.toEqual([]);
  });
});
