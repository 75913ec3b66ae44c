import type { ServerObject } from "../records/server-object.ts";
import type { Withheld } from "../records/withhold.ts";
import type { ParentObject, Reading, ServerSource } from "../source.ts";
import { contentList } from "./content-list.ts";
import { lastEditStamp } from "./last-edit-stamp.ts";
import { readEach } from "./read-details.ts";
import { readKeptDetail } from "./read-kept-details.ts";

const KIND = "card";

/** What of a card no stream uses: capability URLs, copies of other objects, data of real rows. */
export const cardWithheld: Withheld = {
  public_uuid: true,
  creator: true,
  collection: true,
  dashboard: true,
  document: true,
  param_fields: true,
  moderation_reviews: { "*": { user: true } },
  // A fingerprint's part by type holds smallest and largest values.
  result_metadata: { "*": { fingerprint: { type: true } } },
};

const rows = contentList({ name: "card list", path: "/api/card", probedBy: "bookmarked" });

/**
 * Every card with its query. The list may exceed hundreds of megabytes.
 *
 * A server of version 0.61.2 was seen to list cards without their queries. Where a row lacks it, the
 * card is read in detail, unless the cache has it.
 */
export const cardList: ServerSource = {
  ...rows,
  async *read(reading) {
    const inDetail = new Set<number>();
    const isComplete = yield* readEach(reading, rows.read(reading), {
      kind: KIND,
      async *open(row) {
        const { id } = row;
        if (row["dataset_query"] != null || typeof id !== "number") {
          yield row;
          return;
        }
        inDetail.add(id);
        yield* completeRow(reading, { id, ...proofOf(row) }, row);
      },
    });
    if (isComplete) await reading.details?.retain(KIND, inDetail);
  },
};

/** The list's row, which is newer than a kept detail, and from the detail what it lacks. */
async function* completeRow(
  reading: Reading,
  parent: ParentObject,
  row: ServerObject,
): AsyncGenerator<ServerObject> {
  const { client } = reading;
  const details = readKeptDetail(
    reading,
    {
      kind: KIND,
      // Older servers count the read as a view unless asked not to; newer ones count runs only.
      get: (id) => client.getObject(`/api/card/${id}`, { ignore_view: true }),
      withheld: cardWithheld,
    },
    parent,
  );
  for await (const detail of details) {
    yield { ...detail, ...row, dataset_query: detail["dataset_query"] };
  }
}

function proofOf(row: ServerObject): Pick<ParentObject, "stamp" | "updatedAt"> {
  const { updated_at: updatedAt } = row;
  return {
    stamp: lastEditStamp(row),
    updatedAt: typeof updatedAt === "string" ? updatedAt : undefined,
  };
}
