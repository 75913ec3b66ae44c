import type { Relation } from "./relation.ts";

/** What the names inside one query, or one part of it, may mean. */
export class Scope {
  readonly parent: Scope | undefined;
  /** Names that the query itself gives to what it selects, in lower case. */
  readonly aliases = new Set<string>();
  readonly #relations: { readonly name: string; readonly relation: Relation }[] = [];
  readonly #queries = new Map<string, Relation>();

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  /** Adds what stands in FROM under its alias or name. */
  add(name: string, relation: Relation): void {
    this.#relations.push({ name: name.toLowerCase(), relation });
  }

  /** Names a query that can be used as a table: a common table expression, a temporary table. */
  define(name: string, relation: Relation): void {
    this.#queries.set(name.toLowerCase(), relation);
  }

  /** The relations of FROM, in their order. */
  get relations(): readonly Relation[] {
    return this.#relations.map(({ relation }) => relation);
  }

  /** The relation of that alias or name, here or in a query around this one. */
  find(name: string): Relation | undefined {
    const wanted = name.toLowerCase();
    const here = this.#relations.find((one) => one.name === wanted);
    return here?.relation ?? this.parent?.find(name);
  }

  /** The query of that name, defined here or around. */
  findQuery(name: string): Relation | undefined {
    return this.#queries.get(name.toLowerCase()) ?? this.parent?.findQuery(name);
  }
}
