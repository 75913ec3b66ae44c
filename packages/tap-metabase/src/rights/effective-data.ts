import type { ServerObject } from "../records/server-object.ts";
import { entriesOf, isServerObject } from "../records/server-object.ts";
import { answersOf, type GroupRights } from "./answers.ts";
import {
  type DataPermissionName,
  type DataRights,
  type DataRightsForms,
  dataPermissionNames,
  dataRightsForms,
  toDataRights,
} from "./data-rights.ts";
import type { Effective } from "./effective-row.ts";
import { KnownTables, summedUp } from "./known-tables.ts";
import type { BornGroups, Peers, Principals } from "./principals.ts";
import { absentRights, type Rights, type RightsForm } from "./rights.ts";

/** Works out who may do what with which data. */
export class EffectiveData {
  readonly tables = new KnownTables();
  /** By database, then by group. */
  readonly #rights = new Map<number, Map<number, DataRights>>();
  #forms: DataRightsForms = dataRightsForms(false);
  #isLegacy = false;

  /** Takes a permission graph, of whichever groups. */
  addGraph(graph: ServerObject): void {
    const isLegacy = graph["is_legacy"] === true;
    if (isLegacy !== this.#isLegacy) this.#forms = dataRightsForms(isLegacy);
    this.#isLegacy = isLegacy;
    for (const [groupId, databases] of entriesOf(graph["groups"])) {
      for (const [databaseId, permissions] of entriesOf(databases)) {
        if (!isServerObject(permissions)) continue;
        const byGroup = this.#rights.get(Number(databaseId)) ?? new Map<number, DataRights>();
        this.#rights.set(Number(databaseId), byGroup);
        byGroup.set(Number(groupId), toDataRights(permissions, this.#forms, isLegacy));
      }
    }
  }

  /** Everything that anybody may do, once all tables and graphs were taken. */
  *all(
    { administrators, peers }: Principals,
    { administratorsId }: BornGroups,
  ): Generator<Effective> {
    const databaseIds = new Set([...this.#rights.keys(), ...this.tables.databaseIds]);
    for (const databaseId of databaseIds) {
      for (const permission of dataPermissionNames) {
        const level = this.#forms[permission].scale.nameOf(0);
        const groupIds = [administratorsId];
        const found = { permission, level, groupIds, isImplicit: true, databaseId };
        yield { principals: administrators, ...found };
        yield* this.#given(peers, databaseId, permission);
      }
    }
  }

  *#given(
    peers: readonly Peers[],
    databaseId: number,
    permission: DataPermissionName,
  ): Generator<Effective> {
    const form = this.#forms[permission];
    const known = this.tables.schemasOf(databaseId);
    const rights = new Map(
      [...(this.#rights.get(databaseId) ?? [])].map(([groupId, all]) => [
        groupId,
        summedUp(all[permission], known, form),
      ]),
    );
    for (const { groups, members } of alike(peers, rights, form)) {
      for (const { level, ...answer } of answersOf(groups, form.scale)) {
        const found = { permission, databaseId, level: form.scale.nameOf(level), ...answer };
        for (const { principals } of members) yield { principals, ...found, isImplicit: false };
      }
    }
  }
}

/** Peers whose groups have the same to say about a database. */
interface Alike {
  readonly groups: readonly GroupRights[];
  readonly members: Peers[];
}

function alike(
  peers: readonly Peers[],
  rights: ReadonlyMap<number, Rights>,
  form: RightsForm,
): Iterable<Alike> {
  const absent = absentRights(form);
  const isNothing = absent.level === form.scale.least;
  const found = new Map<string, Alike>();
  for (const peer of peers) {
    const groups: GroupRights[] = [];
    for (const groupId of peer.groupIds) {
      const own = rights.get(groupId);
      if (own !== undefined || !isNothing) groups.push({ groupId, rights: own ?? absent });
    }
    // What a silent group says still counts: it may overrule another.
    if (groups.length < peer.groupIds.length) groups.push({ groupId: undefined, rights: absent });
    const key = groups.map(({ groupId }) => groupId).join();
    const same = found.get(key) ?? { groups, members: [] };
    same.members.push(peer);
    found.set(key, same);
  }
  return found.values();
}
