import { withAdministratorRights } from "../records/administrator-rights.ts";
import { entriesOf, type ServerObject } from "../records/server-object.ts";
import type { Reading, ServerSource } from "../source.ts";
import { administratorsId, groupList } from "./group-list.ts";
import { readAhead } from "./read-ahead.ts";
import { requireObject } from "./require-shape.ts";

/**
 * Who may do what with which data: a graph for each group. The graph of all groups at once takes
 * one request, but with rights on single tables an answer of hundreds of megabytes; Metabase's own
 * administration asks by group too. Administrators come last.
 */
export const dataGraph: ServerSource = {
  name: "data permission graph",
  parent: groupList,
  read: readGraphs,
  // All Users, whose part of the graph is small.
  probe: (client) => client.getObject("/api/permissions/graph/group/1"),
};

/** Answers may be large, and the server works hard for each. */
const GROUPS_AT_ONCE = 2;

async function* readGraphs(reading: Reading): AsyncGenerator<ServerObject> {
  const groupIds = await reading.parentIds();
  const administrators = administratorsId(groupIds);
  const ordered = [...groupIds].sort((a, b) => +(a === administrators) - +(b === administrators));
  const databaseIds = new Set<string>();
  let revision: unknown;
  const open = async function* (id: number) {
    yield await reading.client.getObject(`/api/permissions/graph/group/${id}`);
  };
  for await (const { item: id, elements } of readAhead(ordered, GROUPS_AT_ONCE, open)) {
    for await (const graph of elements) {
      revision ??= graph["revision"];
      if (graph["revision"] !== revision) {
        reading.incomplete(
          `permissions were changed while they were read (revision ${revision} became ${graph["revision"]}); the next run brings them`,
        );
        revision = graph["revision"];
      }
      const groups = requireObject(graph["groups"], "GET /api/permissions/graph: groups");
      for (const [, databases] of entriesOf(groups)) {
        for (const [databaseId] of entriesOf(databases)) databaseIds.add(databaseId);
      }
      const { major } = reading.server;
      const facts = { administrators_id: administrators, is_legacy: major < 50 };
      yield {
        ...(id === administrators
          ? withAdministratorRights(graph, { administratorsId: id, databaseIds, major })
          : graph),
        ...facts,
      };
    }
  }
}
