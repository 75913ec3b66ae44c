import { entityId } from "./identity.ts";
import { createLifetime } from "./instants.ts";

/** What every row of the application database has. */
export interface Stamp {
  readonly id: number;
  readonly entity_id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Makes the stamp of a row. */
export function createStamp(seed: number, kind: string, id: number): Stamp {
  return { id, entity_id: entityId(seed, kind, id), ...createLifetime(seed, kind, id) };
}
