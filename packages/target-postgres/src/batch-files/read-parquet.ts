import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaElement,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { BatchFile } from "./batch-file.ts";
import { chooseToJson, exactParsers, isDecimal, type ToJson } from "./parquet-json.ts";

/** Rows that become lines at once. */
const SLICE_ROWS = 1_000;

/** The rows of a Parquet file as lines of JSON. One row group is in memory at a time. */
export async function* readParquet(file: BatchFile): AsyncGenerator<Uint8Array, void, undefined> {
  const buffer = await openBuffer(file);
  const found = await parquetMetadataAsync(buffer, { geoparquet: false });
  const { children } = parquetSchema(found);
  refuseInnerDecimals(found, new Set(children.map(({ element }) => element)));
  const columns = children.map(
    ({ element }) => [`${JSON.stringify(element.name)}:`, chooseToJson(element)] as const,
  );
  const names = children.map(({ element }) => element.name);
  const metadata = { ...found, schema: found.schema.map(withoutPoint) };
  let rowStart = 0;
  for (const { num_rows } of found.row_groups) {
    const rowEnd = rowStart + Number(num_rows);
    const rows = await parquetReadObjects({
      file: buffer,
      metadata,
      rowStart,
      rowEnd,
      compressors,
      parsers: exactParsers,
      utf8: false,
    });
    for (let start = 0; start < rows.length; start += SLICE_ROWS) {
      const lines = rows.slice(start, start + SLICE_ROWS).map((row) => toLine(row, names, columns));
      yield Buffer.from(lines.join(""));
    }
    rowStart = rowEnd;
  }
}

async function openBuffer(file: BatchFile): Promise<AsyncBuffer> {
  const byteLength = await file.size();
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const bytes = await file.readRange(start, Math.min(end, byteLength));
      // Whole buffers are what the library asks for.
      return new Uint8Array(bytes).buffer;
    },
  };
}

function toLine(
  row: Readonly<Record<string, unknown>>,
  names: readonly string[],
  columns: readonly (readonly [string, ToJson])[],
): string {
  const members = columns.map(([name, toJson], index) => name + toJson(row[names[index] ?? ""]));
  return `{${members.join(",")}}\n`;
}

/** The library would make a double of a decimal; of plain integers and bytes it does not. */
function withoutPoint(element: SchemaElement): SchemaElement {
  if (!isDecimal(element)) return element;
  const { converted_type, logical_type, ...plain } = element;
  return plain;
}

function refuseInnerDecimals({ schema }: FileMetaData, outer: ReadonlySet<SchemaElement>): void {
  const inner = schema.find((element) => isDecimal(element) && !outer.has(element));
  if (inner === undefined) return;
  throw new RangeError(
    `column "${inner.name}" has decimals inside of lists or objects, which cannot be read exactly; make the tap write texts or jsonl`,
  );
}
