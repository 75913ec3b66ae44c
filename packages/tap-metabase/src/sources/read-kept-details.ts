import { IncompleteReadError } from "../errors.ts";
import { instantOf } from "../records/instant.ts";
import type { ServerObject } from "../records/server-object.ts";
import { type Withheld, withhold } from "../records/withhold.ts";
import type { ParentObject, Reading } from "../source.ts";
import { readDetails } from "./read-details.ts";

/** How to read one object of a parent's list in detail, and what of it is kept on disk. */
export interface KeptDetailRead {
  /** What the object is called in messages and in the cache: `dashboard`. */
  readonly kind: string;
  /**
   * Asks the server.
   * @throws {IncompleteReadError} for an answer without one of its parts; the others are read on
   */
  get(id: number): Promise<ServerObject>;
  /**
   * What no stream uses, and what must not be written to disk: capability URLs, whole copies of
   * other objects, data of real rows. It is taken away from fresh answers as well, so that streams
   * see the same whether or not the answer came from the cache.
   */
  readonly withheld?: Withheld;
  /** Says whether a kept detail still holds, where the stamp alone does not prove it. @default true */
  stillHolds?(detail: ServerObject): boolean;
}

/** Never written to disk, whatever the object. Names of secrets are left out at any depth, too. */
const ALWAYS_WITHHELD: Withheld = { public_uuid: true, details: true };

/**
 * Reads the details of every object in the parent's list, those that are proven unchanged (see
 * `ServerSource.stamp`) from the cache. One answer is one object with the parent's id.
 *
 * A detail that is older than the list's row comes from a server that lags behind: it is read a
 * second time, and makes the read incomplete when it is still older. A newer one is as good as the
 * list. Returns whether every detail was read.
 */
export async function* readKeptDetails(
  reading: Reading,
  read: KeptDetailRead,
): AsyncGenerator<ServerObject, boolean> {
  const ids = new Set<number>();
  const open = (id: number, parent: ParentObject): AsyncIterable<ServerObject> => {
    ids.add(id);
    return readKeptDetail(reading, read, parent);
  };
  const isComplete = yield* readDetails(reading, { kind: read.kind, open });
  await reading.details?.retain(read.kind, ids);
  return isComplete;
}

/** Reads the detail of one object, from the cache where it is proven unchanged. */
export async function* readKeptDetail(
  { details }: Pick<Reading, "details">,
  { kind, get, withheld, stillHolds }: KeptDetailRead,
  parent: ParentObject,
): AsyncGenerator<ServerObject> {
  const { id, stamp } = parent;
  const kept = stamp === undefined ? undefined : await details?.read(kind, id, stamp);
  if (kept !== undefined && stillHolds?.(kept) !== false) {
    yield kept;
    return;
  }
  const answer = await readAgainIfOlder(parent, kind, () => get(id));
  const detail = withhold(answer, { ...ALWAYS_WITHHELD, ...withheld }) as ServerObject;
  if (stamp !== undefined) await details?.write(kind, id, stamp, detail);
  yield detail;
}

async function readAgainIfOlder(
  parent: ParentObject,
  kind: string,
  get: () => Promise<ServerObject>,
): Promise<ServerObject> {
  const first = await get();
  const detail = isOlder(first, parent) ? await get() : first;
  if (detail["id"] !== parent.id) {
    throw new IncompleteReadError(`the server sent ${kind} ${detail["id"]} for ${parent.id}`);
  }
  if (isOlder(detail, parent)) {
    throw new IncompleteReadError(
      `the server sent a form of ${kind} ${parent.id} that is older than its list's, twice`,
    );
  }
  return detail;
}

function isOlder({ updated_at: updatedAt }: ServerObject, parent: ParentObject): boolean {
  const [read, listed] = [instantOf(updatedAt), instantOf(parent.updatedAt)];
  return read !== undefined && listed !== undefined && read < listed;
}
