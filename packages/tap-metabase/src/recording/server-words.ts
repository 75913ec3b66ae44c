/**
 * Fields whose text is the server's own vocabulary (types, states, kinds), so that it tells nothing
 * about people or their data.
 */
export const VOCABULARY_FIELDS: ReadonlySet<string> = new Set([
  "authority_level",
  "base_type",
  "channel_type",
  "coercion_strategy",
  "data_authority",
  "data_layer",
  "data_source",
  "display",
  "edition",
  "effective_type",
  "engine",
  "entity_type",
  "event_name",
  "features",
  "field_order",
  "has_field_values",
  "here",
  "below",
  "initial_sync_status",
  "lib/type",
  "magic_group_type",
  "model",
  "models",
  "moderated_item_type",
  "namespace",
  "payload_type",
  "query_type",
  "run_method",
  "run_type",
  "schedule_day",
  "schedule_frame",
  "schedule_type",
  "semantic_type",
  "send_condition",
  "source_type",
  "sso_source",
  "state",
  "status",
  "tag",
  "target_type",
  "task",
  "type",
  "ui_display_type",
  "unit",
  "visibility_type",
]);

/** Single words that stand for a level, an answer or a place. */
export const SERVER_WORDS: ReadonlySet<string> = new Set([
  "",
  "all",
  "block",
  "blocked",
  "full",
  "impersonated",
  "legacy-no-self-service",
  "limited",
  "no",
  "none",
  "query-builder",
  "query-builder-and-native",
  "read",
  "root",
  "sandboxed",
  "segmented",
  "unrestricted",
  "write",
  "yes",
]);

/** Names of clauses, which stand first in the lists that queries are made of. */
export const QUERY_CLAUSES: ReadonlySet<string> = new Set(
  `!= * + - / < <= = > >= aggregation and asc avg between breakout case coalesce concat contains count
  count-where cum-count cum-sum desc dimension distinct does-not-contain ends-with expression field
  field-id fk-> inside interval is-empty is-null max measure median metric min not not-empty not-null
  or percentile relative-datetime segment share starts-with stddev substring sum sum-where template-tag
  text-tag time-interval value var variable`.split(/\s+/),
);

/** Objects whose keys people or databases chose, not the server. */
export const KEYED_BY_NAMES: ReadonlySet<string> = new Set([
  "attribute_remappings",
  "column_settings",
  "create-queries",
  "data-model",
  "details",
  "download",
  "jwt_attributes",
  "login_attributes",
  "param_fields",
  "pie.colors",
  "schemas",
  "series_settings",
  "structured_attributes",
  "template-tags",
  "view-data",
]);
