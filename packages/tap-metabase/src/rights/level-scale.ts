/** The levels of one permission, numbered from the most that it can allow to nothing at all. */
export class LevelScale {
  /** The number of the level that allows nothing. */
  readonly least: number;
  /** The number of the level that a group's least overrules; -1 where there is none. */
  readonly overruled: number;
  /**
   * The number of a level that, held for a whole database, holds for all of it, unless another
   * group has the most for the whole database; -1 where there is none.
   */
  readonly binding: number;
  readonly #names: string[];

  /**
   * @param names from the most permissive level to the one that allows nothing
   * @param special see the fields of the same names
   */
  constructor(
    names: readonly string[],
    special: { readonly overruled?: string; readonly binding?: string } = {},
  ) {
    this.#names = [...names];
    this.least = names.length - 1;
    this.overruled = names.indexOf(special.overruled ?? "");
    this.binding = names.indexOf(special.binding ?? "");
  }

  /** The number of a level. One that is new to us gets a number of its own. */
  numberOf(name: string): number {
    const known = this.#names.indexOf(name);
    return known >= 0 ? known : this.#names.push(name) - 1;
  }

  nameOf(level: number): string {
    return this.#names[level] ?? "";
  }

  /** What somebody may do whose groups have these levels. */
  strongest(levels: Iterable<number>): number {
    let strongest = this.least;
    let hasLeast = false;
    for (const level of levels) {
      hasLeast ||= level === this.least;
      if (this.#rank(level) < this.#rank(strongest)) strongest = level;
    }
    return hasLeast && strongest === this.overruled ? this.least : strongest;
  }

  // A level of a newer server allows something; how much is not known.
  #rank(level: number): number {
    return level > this.least ? this.least - 0.5 : level;
  }
}
