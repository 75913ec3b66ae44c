import { posix } from "node:path";
import type { BatchFile } from "./batch-file.ts";
import { localFile } from "./local-file.ts";
import type { S3Files } from "./s3-file.ts";

/** Where files are looked for. */
export interface FilePlaces {
  /** A folder to look in instead of the one that the manifest names. */
  readonly root: string | undefined;
  readonly s3: S3Files;
}

/**
 * Finds the file of a manifest's entry: `file://` with a path, or `s3://bucket/key`.
 *
 * @returns undefined for any other kind of place.
 */
export function findFile(entry: string, { root, s3 }: FilePlaces): BatchFile | undefined {
  const url = root === undefined ? entry : `${root.replace(/\/$/, "")}/${posix.basename(entry)}`;
  const [, scheme = "file", rest = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*)$/is.exec(url) ?? [];
  switch (scheme.toLowerCase()) {
    case "file":
      // As the SDK writes it: what follows may be relative, and is no host.
      return localFile(decode(rest.replace(/^localhost(?=\/)/, "")));
    case "s3": {
      const slash = rest.indexOf("/");
      return slash === -1 ? undefined : s3.file(rest.slice(0, slash), rest.slice(slash + 1));
    }
    default:
      return undefined;
  }
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
