import { NotAvailableError } from "@singer-metabase/metabase-client";
import { derivedId } from "../records/derived-id.ts";
import { integer, object, openRecord, text, textKey } from "../records/properties.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";
import type { ServerSource } from "../source.ts";
import { requireList } from "../sources/require-shape.ts";
import type { Stream } from "../stream.ts";

/** What a rule may be for. All but the first are a paid feature. */
const MODELS = ["root", "database", "dashboard", "question"] as const;

const cacheRules: ServerSource = {
  name: "cache rules",
  async *read({ client }) {
    for (const model of MODELS) {
      try {
        const { data } = await client.getObject("/api/cache", { model });
        yield* requireList(data, `GET /api/cache?model=${model}: data`);
      } catch (error) {
        const isPaid = error instanceof NotAvailableError && error.reason === "paid";
        if (model === "root" || !isPaid) throw error;
      }
    }
  },
  probe: (client) => client.getObject("/api/cache", { model: "root" }),
};

/**
 * How long answers are kept: the rule for all, and finer ones for databases, dashboards and
 * questions (Pro and Enterprise).
 * https://www.metabase.com/docs/latest/api/cache
 */
export const cachePolicies: Stream = {
  name: "cache_policies",
  group: "operations",
  description: "How long answers are kept, for all and for single databases or dashboards.",
  endpoint: "GET /api/cache?model=root, database, dashboard and question",
  versions: "0.50 and newer",
  privilege: "administrator",
  needs: { since: 50 },
  keyProperties: ["id"],
  schema: openRecord({
    id: textKey("[model,model_id] as compact JSON."),
    model: text("What the rule is for: root (all), database, dashboard or question."),
    model_id: integer("Id of what it is for; 0 for root."),
    strategy_type: text("nocache, ttl, duration, schedule or query."),
    strategy: object("The rule in full."),
  }),
  source: cacheRules,
  rows: (rule) => [toRow(rule)],
};

function toRow(rule: ServerObject): ServerObject {
  const { model, model_id, strategy } = rule;
  return {
    ...rule,
    id: derivedId([model, model_id]),
    strategy_type: isServerObject(strategy) ? strategy["type"] : null,
  };
}
