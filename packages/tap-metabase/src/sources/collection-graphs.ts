import { NotAvailableError } from "@singer-metabase/metabase-client";
import type { ServerSource } from "../source.ts";
import { collectionNamespaces } from "./collection-list.ts";
import { administratorsId, groupList } from "./group-list.ts";
import { requireObject } from "./require-shape.ts";

/** Who may do what with which collection: one graph for each namespace. */
export const collectionGraphs: ServerSource = {
  name: "collection graphs",
  parent: groupList,
  async *read(reading) {
    const administrators_id = administratorsId(await reading.parentIds());
    for (const namespace of collectionNamespaces(reading.server)) {
      try {
        const query = namespace === null ? {} : { namespace };
        const graph = await reading.client.getObject("/api/collection/graph", query);
        requireObject(graph["groups"], "GET /api/collection/graph: groups");
        if (namespace !== null) reading.covers(`namespace ${namespace}`);
        yield { ...graph, namespace, administrators_id };
      } catch (error) {
        if (namespace === null || !(error instanceof NotAvailableError)) throw error;
        if (error.reason === "forbidden") {
          reading.incomplete(`namespace ${namespace}: ${error.message}`);
        }
      }
    }
  },
  probe: (client) => client.getObject("/api/collection/graph"),
};
