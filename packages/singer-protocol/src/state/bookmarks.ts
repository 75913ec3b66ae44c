type Bookmark = Readonly<Record<string, unknown>>;

/** What the tap noted about a stream when it last finished it; `{}` when it never did. */
export function readBookmark(state: unknown, stream: string): Bookmark {
  const bookmarks = toObject(toObject(state)["bookmarks"]);
  return Object.hasOwn(bookmarks, stream) ? toObject(bookmarks[stream]) : {};
}

/** A new state in which the stream's bookmark is replaced and everything else is kept. */
export function writeBookmark(
  state: unknown,
  stream: string,
  bookmark: Bookmark,
): { readonly bookmarks: Readonly<Record<string, unknown>>; readonly [key: string]: unknown } {
  const before = toObject(state);
  return { ...before, bookmarks: { ...toObject(before["bookmarks"]), [stream]: bookmark } };
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Readonly<Record<string, unknown>>) : {};
}
