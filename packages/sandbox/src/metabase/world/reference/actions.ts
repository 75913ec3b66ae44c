import { cardTypeOf } from "../card-types.ts";
import { uuid } from "../identity.ts";
import { type LazyList, listOf } from "../lazy-list.ts";
import { createStamp, type Stamp } from "../stamp.ts";
import type { ReferenceOptions } from "./reference.ts";

/** A button that writes to the database of a model. */
export interface Action extends Stamp {
  readonly name: string;
  readonly description: string | null;
  readonly type: "implicit" | "query";
  readonly model_id: number;
  readonly kind?: "row/create" | "row/update" | "row/delete";
  /** Only of type `query`; asked of the model's database. */
  readonly sql?: { readonly query: string; readonly "template-tags": object };
  readonly parameters: readonly object[];
  readonly visualization_settings: object;
  readonly public_uuid: string | null;
  readonly made_public_by_id: number | null;
  readonly creator_id: number;
  readonly archived: boolean;
}

/** Actions of the first model: two that the server derives from its columns, one in SQL. */
export function createActions({ seed, cards }: ReferenceOptions): LazyList<Action> {
  const modelId = Array.from({ length: cards }, (_, index) => index + 1).find(
    (id) => cardTypeOf(id) === "model",
  );
  if (modelId === undefined) return listOf<Action>([]);
  const common = (id: number, name: string) => ({
    ...createStamp(seed, "action", id),
    name,
    description: null,
    model_id: modelId,
    visualization_settings: {},
    public_uuid: null,
    made_public_by_id: null,
    creator_id: 1,
    archived: false,
    parameters: [],
  });
  const tag = { id: uuid(seed, "action tag"), name: "id", "display-name": "ID", type: "number" };
  return listOf<Action>([
    { ...common(1, "Create"), type: "implicit", kind: "row/create" },
    { ...common(2, "Delete"), type: "implicit", kind: "row/delete" },
    {
      ...common(3, 'Mark as "checked" ✅'),
      type: "query",
      parameters: [
        {
          id: tag.id,
          type: "number/=",
          target: ["variable", ["template-tag", "id"]],
          name: "ID",
          slug: "id",
        },
      ],
      sql: {
        query: "UPDATE orders SET note = 'checked' WHERE id = {{id}}",
        "template-tags": { id: tag },
      },
    },
  ]);
}
