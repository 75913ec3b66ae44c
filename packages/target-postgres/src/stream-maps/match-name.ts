/**
 * Whether a name matches a pattern of a shell: `*`, `?`, `[abc]` and `[!abc]`.
 * https://docs.python.org/3/library/fnmatch.html
 */
export function matchesName(name: string, pattern: string): boolean {
  return name === pattern || toRegExp(pattern).test(name);
}

function toRegExp(pattern: string): RegExp {
  const source = pattern.replace(
    /\*|\?|\[(!?)(\]?[^\]]*)\]|[\\^$.|+(){}[\]]/g,
    (token, negation: string | undefined, set: string | undefined) => {
      if (token === "*") return ".*";
      if (token === "?") return ".";
      if (set === undefined) return `\\${token}`;
      return `[${negation === "!" ? "^" : ""}${set.replace(/[\\\]^]/g, "\\$&")}]`;
    },
  );
  return new RegExp(`^${source}$`, "su");
}
