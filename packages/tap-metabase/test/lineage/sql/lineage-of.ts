import { nativeSources } from "../../../src/lineage/cards/native-sources.ts";
import { KnownTables } from "../../../src/lineage/known/known-tables.ts";
import { dialectOf } from "../../../src/lineage/sql/dialect.ts";
import { readSql } from "../../../src/lineage/sql/read-sql.ts";
import type { Confidence } from "../../../src/lineage/sql/sql-reading.ts";

/** A native question with what it uses, labelled by hand. */
export interface LabelledQuery {
  /** What it is about. */
  readonly name: string;
  readonly engine: string;
  readonly sql: string;
  /** The types of its template tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Names of the tables and, as `#12`, of the questions. */
  readonly uses: readonly string[];
  /** `table.column`; `table.*` for all of them, `#12.column` for a question's. */
  readonly columns: readonly string[];
  /** @default high */
  readonly confidence?: Confidence;
}

/** The columns of the tables that the labelled queries ask. */
const COLUMNS: Readonly<Record<string, string>> = {
  bookings: "id guest_id room_id starts_on nights price status channel details tags created_at",
  guests: "id name email country birthday is_member joined_at profile",
  rooms: "id hotel_id number floor kind rate amenities",
  hotels: "id title city country stars opened_on",
  stays: "id guest_id hotel_id arrived_at left_at score",
  staff: "id manager_id full_name salary hotel_id hired_on",
};
const NAMES = Object.keys(COLUMNS);

/** The tables in one schema of one database, with ids that count up. */
function createTables(): { readonly tables: KnownTables; readonly labels: Map<number, string> } {
  const tables = new KnownTables();
  const labels = new Map<number, string>();
  for (const [index, name] of NAMES.entries()) {
    const fields = COLUMNS[name]?.split(" ").map((column, position) => {
      const id = (index + 1) * 100 + position;
      labels.set(id, `${name}.${column}`);
      return { id, name: column };
    });
    tables.add({ id: index + 1, db_id: 1, schema: "inn", name, fields });
  }
  return { tables, labels };
}

/** What the tap finds a native question to use, in the words of the labels. */
export function lineageOf({ engine, sql, tags = {} }: LabelledQuery): {
  readonly uses: readonly string[];
  readonly columns: readonly string[];
  readonly confidence: Confidence;
  /** What it could not find out, and why. */
  readonly reasons: readonly string[];
} {
  const dialect = dialectOf(engine);
  if (dialect === undefined) throw new Error(`${engine} has no dialect`);
  const reading = readSql({ sql, dialect, tagTypes: tags });
  const { tables, labels } = createTables();
  const known = { tables, cardKinds: new Map() };
  const sources = [...nativeSources({ result: { reading }, tags: [] }, 1, known)];
  const uses = new Set<string>();
  const columns = new Set<string>();
  for (const { kind, table_id, field_id, source_card_id, name, reason } of sources) {
    const owner = source_card_id === undefined ? NAMES[(table_id ?? 0) - 1] : `#${source_card_id}`;
    if (kind === "field" && reason === undefined) {
      columns.add(labels.get(field_id ?? 0) ?? `${owner}.${name}`);
    } else if (owner !== undefined && kind !== "field") {
      uses.add(owner);
    }
  }
  return {
    uses: [...uses].sort(),
    columns: [...columns].sort(),
    confidence: reading.confidence,
    reasons: sources
      .filter(({ reason, source_card_id }) => reason !== undefined && source_card_id === undefined)
      .map(({ name, reason }) => `${name}: ${reason}`),
  };
}
