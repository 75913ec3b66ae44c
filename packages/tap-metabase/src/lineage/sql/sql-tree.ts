/** Any node of the parser's tree; a node is an object with its kind as its only key. */
export type SqlNode = Readonly<Record<string, unknown>>;

/** Says whether a value is a node, or an object inside one. */
export function isSqlNode(value: unknown): value is SqlNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The name that an identifier of the parser's tree holds, if it is one. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return isSqlNode(value) && typeof value["name"] === "string" ? value["name"] : undefined;
}

/** The names in a list of identifiers. */
export function namesOf(value: unknown): string[] {
  return nodesOf(value).flatMap((one) => nameOf(one) ?? []);
}

/** The elements of a list; none when it is no list. */
export function nodesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The elements of a list that are objects; none when it is no list. */
export function objectsOf(value: unknown): readonly SqlNode[] {
  return nodesOf(value).filter(isSqlNode);
}

/** What a node of one of these kinds holds, if the value is one. */
export function contentOf(value: unknown, ...kinds: readonly string[]): SqlNode | undefined {
  if (!isSqlNode(value)) return undefined;
  for (const kind of kinds) {
    const content = value[kind];
    if (isSqlNode(content)) return content;
  }
  return undefined;
}

/** The parts of `a.b.c`, which is a column, or a member of one; nothing for another expression. */
export function pathOf(value: unknown): readonly string[] | undefined {
  const column = contentOf(value, "column");
  if (column !== undefined) {
    const [table, name] = [nameOf(column["table"]), nameOf(column["name"])];
    if (name === undefined) return undefined;
    return table === undefined ? [name] : [table, name];
  }
  const dot = contentOf(value, "dot");
  const before = dot && pathOf(dot["this"]);
  const field = dot && nameOf(dot["field"]);
  return before && field !== undefined ? [...before, field] : undefined;
}

/** Says whether a node is a query: something with rows of its own. */
export function isQuery(value: unknown): boolean {
  return QUERY_KINDS.some((kind) => contentOf(value, kind) !== undefined);
}

const QUERY_KINDS = ["select", "union", "intersect", "except", "subquery", "values"];
