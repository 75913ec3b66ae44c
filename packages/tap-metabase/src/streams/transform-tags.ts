import { dateTime, integerKey, openRecord, text } from "../records/properties.ts";
import { transformsList } from "../sources/transform-routes.ts";
import type { Stream } from "../stream.ts";

/**
 * Labels by which jobs choose transforms.
 * https://www.metabase.com/docs/latest/api/transform-tag
 */
export const transformTags: Stream = {
  name: "transform_tags",
  group: "content",
  description: "Labels by which jobs choose transforms.",
  endpoint: "GET /api/transform-tag (0.57 and 0.58: GET /api/ee/transform-tag)",
  versions: "0.59 and newer; 0.57 and 0.58 with Pro or Enterprise",
  privilege: "administrator or data analyst",
  needs: { since: 57 },
  keyProperties: ["id"],
  schema: openRecord({
    id: integerKey("The tag's id."),
    entity_id: text("Stable across serialization imports."),
    name: text(),
    built_in_type: text("hourly, daily, weekly or monthly, for those that every instance has."),
    created_at: dateTime(),
    updated_at: dateTime(),
  }),
  source: transformsList("transform tags", "transform-tag"),
};
