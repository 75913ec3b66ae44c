import { membersOf, type ServerObject } from "../../records/server-object.ts";
import { GrowingIntegers } from "./growing-integers.ts";

/** What came of looking for a table by its name. */
export type FoundTable =
  | { readonly table: KnownTable }
  /** Why there is none: it is not known, or its name says too little. */
  | { readonly reason: string };

/** A table of a connected database. */
export interface KnownTable {
  readonly index: number;
  readonly id: number;
  readonly databaseId: number;
}

/** Schemas that come first when a table's name says none and several tables have it. */
const DEFAULT_SCHEMAS: readonly string[] = ["public", "dbo", "main", "default"];

/**
 * Every table and field that was read, in as little memory as finding them by name and id takes:
 * names are kept once, everything else as numbers.
 */
export class KnownTables {
  readonly #ids = new GrowingIntegers();
  readonly #databases = new GrowingIntegers();
  /** Where the fields of each table begin; they end where the next table's begin. */
  readonly #firstFields = new GrowingIntegers();
  readonly #fieldIds = new GrowingIntegers();
  readonly #fieldNames = new GrowingIntegers();
  readonly #schemas: (string | null)[] = [];
  readonly #names: string[] = [];
  readonly #texts = new Map<string, number>();
  readonly #byName = new Map<string, number | number[]>();
  readonly #byId = new Map<number, number>();
  #fieldsById: Uint32Array | undefined;

  /** Takes a table with its fields, as the metadata of its database lists it. */
  add(table: ServerObject): void {
    const { id, db_id: databaseId, schema, name } = table;
    if (typeof id !== "number" || typeof databaseId !== "number" || typeof name !== "string")
      return;
    const index = this.#names.length;
    this.#ids.push(id);
    this.#databases.push(databaseId);
    this.#firstFields.push(this.#fieldIds.length);
    this.#schemas.push(typeof schema === "string" && schema !== "" ? schema : null);
    this.#names.push(name);
    this.#byId.set(id, index);
    const key = nameKey(databaseId, name);
    const others = this.#byName.get(key);
    this.#byName.set(key, others === undefined ? index : [others, index].flat());
    for (const field of membersOf(table["fields"])) {
      if (typeof field["id"] !== "number" || typeof field["name"] !== "string") continue;
      this.#fieldIds.push(field["id"]);
      this.#fieldNames.push(this.#intern(field["name"].toLowerCase()));
    }
    this.#fieldsById = undefined;
  }

  /** The table of that id. */
  tableById(id: number): KnownTable | undefined {
    const index = this.#byId.get(id);
    return index === undefined ? undefined : this.#tableAt(index);
  }

  /** The table of a field by the field's id. */
  tableOfField(fieldId: number): KnownTable | undefined {
    const position = this.#positionOfField(fieldId);
    if (position === undefined) return undefined;
    // The last table that begins at or before the field; tables without fields begin there too.
    let [low, high] = [0, this.#names.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#firstFields.at(middle) <= position) low = middle;
      else high = middle - 1;
    }
    return this.#tableAt(low);
  }

  /** The id of a table's column. */
  fieldOf({ index }: KnownTable, name: string): number | undefined {
    const wanted = this.#texts.get(name.toLowerCase());
    if (wanted === undefined) return undefined;
    const end = this.#endOfFields(index);
    for (let position = this.#firstFields.at(index); position < end; position += 1) {
      if (this.#fieldNames.at(position) === wanted) return this.#fieldIds.at(position);
    }
    return undefined;
  }

  /**
   * The table that an SQL query means by a name such as `["shop", "public", "orders"]`. Where case
   * alone tells tables apart, the spelling decides; where a schema is missing, a default one.
   */
  find(databaseId: number, parts: readonly string[]): FoundTable {
    const written = parts.join(".");
    const name = parts.at(-1) ?? "";
    const schema = parts.at(-2);
    const named = [this.#byName.get(nameKey(databaseId, name)) ?? []].flat();
    if (named.length === 0) return { reason: `no table of its database is known as ${written}` };
    const inSchema = named.filter((index) => isSchema(this.#schemas[index], schema));
    // MySQL and others write the database where Metabase keeps no schema.
    const candidates =
      inSchema.length > 0 ? inSchema : named.filter((index) => this.#schemas[index] === null);
    const [only, ...others] = this.#narrow(candidates, name, schema);
    if (only === undefined) return { reason: `no table of its database is known as ${written}` };
    if (others.length > 0) {
      return { reason: `${others.length + 1} tables of its database are known as ${written}` };
    }
    return { table: this.#tableAt(only) };
  }

  #narrow(
    candidates: readonly number[],
    name: string,
    schema: string | undefined,
  ): readonly number[] {
    if (candidates.length < 2) return candidates;
    const spelled = candidates.filter(
      (index) =>
        this.#names[index] === name && (schema === undefined || this.#schemas[index] === schema),
    );
    const left = spelled.length > 0 ? spelled : candidates;
    const inDefault = left.filter((index) =>
      DEFAULT_SCHEMAS.includes(this.#schemas[index]?.toLowerCase() ?? ""),
    );
    return schema === undefined && inDefault.length === 1 ? inDefault : left;
  }

  #tableAt(index: number): KnownTable {
    return { index, id: this.#ids.at(index), databaseId: this.#databases.at(index) };
  }

  #endOfFields(index: number): number {
    return index + 1 < this.#names.length ? this.#firstFields.at(index + 1) : this.#fieldIds.length;
  }

  #positionOfField(id: number): number | undefined {
    this.#fieldsById ??= Uint32Array.from({ length: this.#fieldIds.length }, (_, at) => at).sort(
      (one, other) => this.#fieldIds.at(one) - this.#fieldIds.at(other),
    );
    let [low, high] = [0, this.#fieldsById.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const position = this.#fieldsById[middle] ?? 0;
      const found = this.#fieldIds.at(position);
      if (found === id) return position;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  #intern(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }
}

function nameKey(databaseId: number, name: string): string {
  return `${databaseId}:${name.toLowerCase()}`;
}

function isSchema(schema: string | null | undefined, wanted: string | undefined): boolean {
  return wanted === undefined || schema?.toLowerCase() === wanted.toLowerCase();
}
