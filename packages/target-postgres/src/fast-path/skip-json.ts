// Finds the ends of JSON values in bytes, and checks everything that JSON.parse would check. Blanks
// never include LF: that is the end of the line, whatever follows it in the buffer. Reading behind the
// buffer gives undefined, for which every comparison here is false.

/** What all functions here give for text that is no JSON, or that the fast path leaves to the slow one. */
export const DECLINED = -1;

const TAB = 0x09;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const LETTER_E = 0x65;
const LETTER_F = 0x66;
const LETTER_N = 0x6e;
const LETTER_T = 0x74;
const LETTER_U = 0x75;

/** Deeper values are left to the slow path, which has no stack to overflow. */
const MAX_DEPTH = 100;

const TRUE = Buffer.from("true");
const FALSE = Buffer.from("false");
const NULL = Buffer.from("null");

/** To the next byte that is no blank. */
export function skipBlanks(json: Uint8Array, start: number): number {
  let index = start;
  for (let byte = json[index]; byte === SPACE || byte === TAB || byte === CR; byte = json[index]) {
    index += 1;
  }
  return index;
}

/** Where the value that starts at `start` ends. */
export function skipValue(json: Uint8Array, start: number, depth = 0): number {
  switch (json[start]) {
    case QUOTE:
      return skipString(json, start);
    case OPENING_BRACE:
      return depth === MAX_DEPTH ? DECLINED : skipObject(json, start, depth + 1);
    case OPENING_BRACKET:
      return depth === MAX_DEPTH ? DECLINED : skipArray(json, start, depth + 1);
    case LETTER_T:
      return skipWord(json, start, TRUE);
    case LETTER_F:
      return skipWord(json, start, FALSE);
    case LETTER_N:
      return skipWord(json, start, NULL);
    default:
      return skipNumber(json, start);
  }
}

/** Where the quoted text ends. Declines U+0000 and halves of surrogate pairs. */
export function skipString(json: Uint8Array, start: number): number {
  for (let index = start + 1; ; index += 1) {
    const byte = json[index] as number;
    if (byte === QUOTE) return index + 1;
    if (byte === BACKSLASH) {
      const end = skipEscape(json, index);
      if (end === DECLINED) return DECLINED;
      index = end - 1;
    } else if (!(byte >= SPACE)) {
      return DECLINED;
    }
  }
}

/** Where the word ends, when it stands there. */
export function skipWord(json: Uint8Array, start: number, word: Uint8Array): number {
  return standsAt(json, start, word) ? start + word.length : DECLINED;
}

/** Whether these bytes stand there. Compared from their end: names of one stream often begin alike. */
export function standsAt(json: Uint8Array, start: number, bytes: Uint8Array): boolean {
  for (let index = bytes.length - 1; index >= 0; index -= 1) {
    if (json[start + index] !== bytes[index]) return false;
  }
  return true;
}

/** Where the number ends. */
export function skipNumber(json: Uint8Array, start: number): number {
  let index = skipDecimal(json, start);
  if (index === DECLINED) return DECLINED;
  if (((json[index] as number) | SPACE) === LETTER_E) {
    index += 1;
    if (json[index] === PLUS || json[index] === MINUS) index += 1;
    return skipDigits(json, index);
  }
  return index;
}

/** Where the number without an exponent ends. */
export function skipDecimal(json: Uint8Array, start: number): number {
  const first = json[start] === MINUS ? start + 1 : start;
  const index = json[first] === ZERO ? first + 1 : skipDigits(json, first);
  if (index === DECLINED || json[index] !== DOT) return index;
  return skipDigits(json, index + 1);
}

/** Where the four hexadecimal digits of an escape say what UTF-16 unit it is. */
export function readUnit(json: Uint8Array, start: number): number {
  let unit = 0;
  for (let index = start; index < start + 4; index += 1) {
    const byte = json[index] as number;
    const letter = (byte | SPACE) - 0x57;
    const digit = isDigit(byte) ? byte - ZERO : letter >= 10 && letter <= 15 ? letter : DECLINED;
    if (digit === DECLINED) return DECLINED;
    unit = unit * 16 + digit;
  }
  return unit;
}

function skipEscape(json: Uint8Array, start: number): number {
  const byte = json[start + 1] as number;
  if (byte !== LETTER_U)
    return '"\\/bfnrt'.includes(String.fromCharCode(byte)) ? start + 2 : DECLINED;
  const unit = readUnit(json, start + 2);
  if (unit <= 0 || (unit >= 0xdc00 && unit <= 0xdfff)) return DECLINED;
  if (unit < 0xd800 || unit > 0xdfff) return start + 6;
  if (json[start + 6] !== BACKSLASH || json[start + 7] !== LETTER_U) return DECLINED;
  const second = readUnit(json, start + 8);
  return second >= 0xdc00 && second <= 0xdfff ? start + 12 : DECLINED;
}

function skipObject(json: Uint8Array, start: number, depth: number): number {
  let index = skipBlanks(json, start + 1);
  if (json[index] === CLOSING_BRACE) return index + 1;
  for (;;) {
    if (json[index] !== QUOTE) return DECLINED;
    index = skipString(json, index);
    if (index === DECLINED) return DECLINED;
    index = skipBlanks(json, index);
    if (json[index] !== COLON) return DECLINED;
    index = skipValue(json, skipBlanks(json, index + 1), depth);
    if (index === DECLINED) return DECLINED;
    index = skipBlanks(json, index);
    if (json[index] === CLOSING_BRACE) return index + 1;
    if (json[index] !== COMMA) return DECLINED;
    index = skipBlanks(json, index + 1);
  }
}

function skipArray(json: Uint8Array, start: number, depth: number): number {
  let index = skipBlanks(json, start + 1);
  if (json[index] === CLOSING_BRACKET) return index + 1;
  for (;;) {
    index = skipValue(json, index, depth);
    if (index === DECLINED) return DECLINED;
    index = skipBlanks(json, index);
    if (json[index] === CLOSING_BRACKET) return index + 1;
    if (json[index] !== COMMA) return DECLINED;
    index = skipBlanks(json, index + 1);
  }
}

function skipDigits(json: Uint8Array, start: number): number {
  let index = start;
  while (isDigit(json[index] as number)) index += 1;
  return index === start ? DECLINED : index;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
