import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { Shape } from "./shapes.ts";

/** How the records differ from those of a first load. */
export interface LinesOptions {
  readonly records: number;
  /** Of 100 records this many are changed. @default 0 */
  readonly changedPercent?: number;
  readonly version?: number | undefined;
  /** @default true */
  readonly hasKey?: boolean;
}

/** Names of a shape's streams. */
export function streamNames({ streams }: Shape): string[] {
  return Array.from({ length: streams }, (_, index) => `stream_${index}`);
}

/** Writes a Singer file, the same for the same options: every stream with a SCHEMA, then records, then STATE. */
export async function writeSingerLines(
  path: string,
  shape: Shape,
  { records, changedPercent = 0, version, hasKey = true }: LinesOptions,
): Promise<void> {
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  const streams = streamNames(shape);
  const write = async (messages: readonly unknown[]): Promise<void> => {
    const text = messages.map((message) => `${JSON.stringify(message)}\n`).join("");
    if (!file.write(text)) await once(file, "drain");
  };
  const schema = { type: "object", properties: shape.properties };
  const key_properties = hasKey ? ["id"] : [];
  await write(streams.map((stream) => ({ type: "SCHEMA", stream, schema, key_properties })));
  for (let first = 0; first < records; first += 100) {
    const ids = Array.from({ length: Math.min(100, records - first) }, (_, index) => first + index);
    await write(
      ids.map((id) => ({
        type: "RECORD",
        stream: streams[id % streams.length],
        record: shape.createRecord(id, id % 100 < changedPercent),
        version,
      })),
    );
  }
  await write([{ type: "STATE", value: { bookmarks: { done: records } } }]);
  if (version !== undefined) {
    await write(streams.map((stream) => ({ type: "ACTIVATE_VERSION", stream, version })));
  }
  file.end();
  await finished(file);
}
