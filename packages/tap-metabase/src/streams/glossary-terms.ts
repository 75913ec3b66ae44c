import { dateTime, integer, integerKey, openRecord, text } from "../records/properties.ts";
import { wholeList } from "../sources/whole-list.ts";
import type { Stream } from "../stream.ts";

/**
 * The company's own words and what they mean.
 * https://www.metabase.com/docs/latest/api/glossary
 */
export const glossaryTerms: Stream = {
  name: "glossary_terms",
  group: "content",
  description: "The company's own words and what they mean.",
  endpoint: "GET /api/glossary",
  versions: "0.57 and newer",
  privilege: "any account",
  needs: { since: 57 },
  keyProperties: ["id"],
  withheld: { creator: true },
  schema: openRecord({
    id: integerKey("The term's id."),
    term: text(),
    definition: text(),
    creator_id: integer("users.id"),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: wholeList({ name: "glossary", path: "/api/glossary" }),
};
