import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** How many of the records differ from those of generation 0. */
export interface LinesOptions {
  readonly records: number;
  /** Of 100 records this many are changed. @default 0 */
  readonly changedPercent?: number;
  readonly version?: number;
}

const STREAM = "orders";

const SCHEMA = {
  type: "object",
  properties: {
    id: { type: "integer" },
    customer: { type: ["string", "null"] },
    email: { type: ["string", "null"] },
    status: { type: ["string", "null"] },
    amount: { type: ["number", "null"] },
    is_paid: { type: ["boolean", "null"] },
    created_at: { type: ["string", "null"], format: "date-time" },
    updated_at: { type: ["string", "null"], format: "date-time" },
    address: { type: ["object", "null"] },
    tags: { type: ["array", "null"] },
  },
};

const STATUSES = ["open", "packed", "shipped", "delivered", "returned"];
const CITIES = ["Zürich", "Lyon", "Porto", "Gdańsk", "Aarhus", "Bologna", "Utrecht"];

/** Writes a deterministic Singer file: one stream of realistic records (10 columns, about 450 bytes). */
export async function writeSingerLines(path: string, options: LinesOptions): Promise<void> {
  const { records, changedPercent = 0, version } = options;
  const file = createWriteStream(path, { highWaterMark: 1 << 20 });
  file.write(
    `${JSON.stringify({ type: "SCHEMA", stream: STREAM, schema: SCHEMA, key_properties: ["id"] })}\n`,
  );
  for (let first = 0; first < records; first += 1_000) {
    let text = "";
    for (let id = first; id < Math.min(first + 1_000, records); id += 1) {
      const record = createRecord(id, id % 100 < changedPercent);
      text += `${JSON.stringify({ type: "RECORD", stream: STREAM, record, version })}\n`;
    }
    if (!file.write(text)) await once(file, "drain");
  }
  file.write(
    `${JSON.stringify({ type: "STATE", value: { bookmarks: { [STREAM]: { done: records } } } })}\n`,
  );
  if (version !== undefined) {
    file.write(`${JSON.stringify({ type: "ACTIVATE_VERSION", stream: STREAM, version })}\n`);
  }
  file.end();
  await finished(file);
}

function createRecord(id: number, isChanged: boolean): Record<string, unknown> {
  const random = scramble(id);
  const day = String(1 + (random % 28)).padStart(2, "0");
  const second = String(random % 60).padStart(2, "0");
  const micros = String(random % 1_000_000).padStart(6, "0");
  return {
    id,
    customer: `Customer ${random % 50_000} of ${CITIES[random % CITIES.length]}`,
    email: `person.${random % 50_000}@example-${random % 97}.org`,
    status: isChanged ? "changed" : STATUSES[random % STATUSES.length],
    amount: (random % 10_000_000) / 100,
    is_paid: random % 3 !== 0,
    created_at: `2023-0${1 + (random % 9)}-${day}T08:15:${second}.${micros}Z`,
    updated_at: `2024-1${random % 3}-${day}T17:45:${second}.${micros}+00:00`,
    address: {
      street: `${1 + (random % 200)} Long Street, "rear building"`,
      city: CITIES[random % CITIES.length],
      geo: { lat: (random % 18_000) / 100 - 90, lon: (random % 36_000) / 100 - 180 },
    },
    tags: [STATUSES[random % 5], `batch-${random % 1_000}`, random % 7],
  };
}

/** A number that looks random and is the same in every run. */
function scramble(value: number): number {
  let mixed = Math.imul(value ^ 0x9e3779b9, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
