import { Tokenizer, TokenType } from "@streamparser/json";
import type { Scrubber } from "./scrub.ts";

/** What of a container around the token is remembered. */
interface Level {
  readonly isList: boolean;
  /** The key whose value comes; undefined when a key comes, and in lists. */
  key: string | undefined;
  isFirst: boolean;
}

/** Rewrites one JSON document token by token, in memory that does not grow with it. */
export class JsonScrubber {
  readonly #scrubber: Scrubber;
  readonly #tokenizer = new Tokenizer();
  readonly #levels: Level[] = [];
  #output = "";

  constructor(scrubber: Scrubber) {
    this.#scrubber = scrubber;
    this.#tokenizer.onToken = ({ token, value }) => {
      this.#output += this.#rewrite(token, value);
    };
  }

  /**
   * The document so far that was not returned yet.
   * @throws {Error} for what is not JSON
   */
  write(bytes: Uint8Array): string {
    this.#tokenizer.write(bytes);
    const output = this.#output;
    this.#output = "";
    return output;
  }

  /** @throws {Error} for a document that is not at its end */
  end(): void {
    if (this.#levels.length > 0) throw new Error("the document breaks off");
  }

  #rewrite(token: TokenType, value: unknown): string {
    const level = this.#levels.at(-1);
    switch (token) {
      case TokenType.LEFT_BRACE:
      case TokenType.LEFT_BRACKET:
        this.#levels.push({
          isList: token === TokenType.LEFT_BRACKET,
          key: undefined,
          isFirst: true,
        });
        return String(value);
      case TokenType.RIGHT_BRACE:
      case TokenType.RIGHT_BRACKET:
        this.#levels.pop();
        return String(value);
      case TokenType.COMMA:
        if (level) {
          level.isFirst = false;
          level.key = undefined;
        }
        return ",";
      case TokenType.COLON:
        return ":";
      case TokenType.STRING:
        return JSON.stringify(this.#rewriteString(String(value), level));
      case TokenType.NUMBER:
        return JSON.stringify(this.#scrubber.number(Number(value), this.#place()));
      default:
        return String(value);
    }
  }

  #rewriteString(value: string, level: Level | undefined): string {
    if (level === undefined || level.isList || level.key !== undefined) {
      return this.#scrubber.text(value, this.#place());
    }
    const name = this.#scrubber.key(value, this.#place());
    level.key = value;
    return name;
  }

  #place() {
    const keys = this.#levels.flatMap(({ key }) => (key === undefined ? [] : [key]));
    const level = this.#levels.at(-1);
    return { keys, isFirst: level?.isList === true && level.isFirst };
  }
}
