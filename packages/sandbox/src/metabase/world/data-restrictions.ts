import type { World } from "./world.ts";

/** A group sees only some rows or columns of a table: by a field that equals an attribute of the person, or by a card. */
export interface Sandbox {
  readonly id: number;
  readonly group_id: number;
  readonly table_id: number;
  /** The question that is shown in place of the table; null: the whole table, filtered. */
  readonly card_id: number | null;
  /** What each attribute of a person is compared with. */
  readonly attribute_remappings: Readonly<Record<string, readonly unknown[]>>;
}

/** A group asks a database under the role that an attribute of the person names. */
export interface Impersonation {
  readonly id: number;
  readonly group_id: number;
  readonly db_id: number;
  readonly attribute: string;
}

/** The attribute that people of this company are told apart by. */
const ATTRIBUTE = "region";

/** One sandbox for each table that the permission graph calls sandboxed; every third shows a card. */
export function sandboxesIn(world: World): Sandbox[] {
  const { people, databases, fields, cards } = world;
  const places = [...people.groups].flatMap((group) =>
    [...databases].flatMap((database) => {
      const { viewData } = world.grants(group.id, database.id);
      // A whole database is never sandboxed, only tables are.
      return typeof viewData === "string"
        ? []
        : [...viewData]
            .filter(([, level]) => level === "sandboxed")
            .map(([tableId]) => ({ group_id: group.id, table_id: tableId }));
    }),
  );
  return places.map((place, index) => {
    const id = index + 1;
    const [field] = fields.ofTable(place.table_id);
    const card = id % 3 === 0 || field === undefined ? cards.byId(id) : undefined;
    return {
      id,
      ...place,
      card_id: card?.id ?? null,
      attribute_remappings:
        field === undefined
          ? {}
          : {
              [ATTRIBUTE]:
                card === undefined
                  ? ["dimension", ["field", field.id, null]]
                  : ["variable", ["template-tag", ATTRIBUTE]],
            },
    };
  });
}

/** One impersonation for each database that the permission graph calls impersonated. */
export function impersonationsIn(world: World): Impersonation[] {
  return [...world.people.groups]
    .flatMap((group) =>
      [...world.databases]
        .filter(({ id }) => world.grants(group.id, id).viewData === "impersonated")
        .map((database) => ({ group_id: group.id, db_id: database.id })),
    )
    .map((place, index) => ({ id: index + 1, ...place, attribute: ATTRIBUTE }));
}
