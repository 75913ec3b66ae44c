import { expect, test } from "vitest";
import { withCollectionIdsAsText } from "../../src/records/collection-id.ts";

test.each([
  [
    { id: 1, collection_id: 7 },
    { id: 1, collection_id: "7" },
  ],
  [
    { id: 1, collection_id: null },
    { id: 1, collection_id: null },
  ],
  [
    { id: 1, collection_id: "root" },
    { id: 1, collection_id: "root" },
  ],
  [{ id: 1 }, { id: 1 }],
])("%j becomes %j", (object, expected) => {
  expect(withCollectionIdsAsText(object, "collection_id")).toEqual(expected);
});
