import type { ServerObject } from "../records/server-object.ts";
import { EffectiveCollections } from "../rights/effective-collections.ts";
import { EffectiveData } from "../rights/effective-data.ts";
import { toEffectiveRows } from "../rights/effective-row.ts";
import { toPrincipals } from "../rights/principals.ts";
import type { Derivation, DerivedSource, ServerSource } from "../source.ts";
import { apiKeyList } from "./api-key-list.ts";
import { collectionGraphs } from "./collection-graphs.ts";
import { collectionList } from "./collection-list.ts";
import { dataGraph } from "./data-graph.ts";
import { databaseMetadata } from "./database-metadata.ts";
import { administratorsId, groupList } from "./group-list.ts";
import { userList } from "./user-list.ts";

/** Who may do what in the end, worked out from people, groups and the permission graphs. */
export const effectivePermissionsOf: DerivedSource = {
  inputs: [
    userList,
    apiKeyList,
    groupList,
    databaseMetadata,
    dataGraph,
    collectionGraphs,
    collectionList,
  ],
  derive: () => new EffectivePermissions(),
};

class EffectivePermissions implements Derivation {
  readonly #users: ServerObject[] = [];
  readonly #keys: ServerObject[] = [];
  readonly #groupIds: number[] = [];
  readonly #data = new EffectiveData();
  readonly #collections = new EffectiveCollections();

  take(input: ServerSource, object: ServerObject): void {
    if (input === userList) this.#users.push(whatDecides(object));
    else if (input === apiKeyList) this.#keys.push(object);
    else if (input === groupList) this.#groupIds.push(Number(object["id"]));
    else if (input === databaseMetadata) this.#data.tables.add(object);
    else if (input === dataGraph) this.#data.addGraph(object);
    else if (input === collectionGraphs) this.#collections.addGraph(object);
    else this.#collections.addCollection(object);
  }

  *objects(): Generator<ServerObject> {
    const born = {
      allUsersId: Math.min(...this.#groupIds),
      administratorsId: administratorsId(this.#groupIds) ?? Number.NaN,
    };
    const principals = toPrincipals(this.#users, this.#keys, born);
    for (const kind of [this.#data, this.#collections]) {
      for (const effective of kind.all(principals, born)) yield* toEffectiveRows(effective);
    }
  }
}

/** People may be very many; this much of each is kept. */
function whatDecides({ id, is_active, is_superuser, group_ids }: ServerObject): ServerObject {
  return { id, is_active, is_superuser, group_ids };
}
