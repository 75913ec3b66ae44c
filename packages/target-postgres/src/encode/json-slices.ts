// Finds where values stand in JSON that JSON.parse has accepted: it need not check anything. Works on
// bytes, which are read faster than characters; all that JSON gives a meaning to is ASCII.

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const SPACE = 0x20;

/**
 * Told of a member: where its name stands, with its quotes, and where its value begins. Gives back
 * where the value ends.
 */
export type VisitMember = (nameStart: number, nameEnd: number, valueStart: number) => number;

/** Visits the members of the object that starts at `start`, in the order of the text; gives its end. */
export function visitMembers(json: Buffer, start: number, visit: VisitMember): number {
  let index = skipBlanks(json, start + 1);
  while (json[index] === QUOTE) {
    const nameEnd = skipString(json, index);
    const colon = skipBlanks(json, nameEnd);
    index = skipComma(json, visit(index, nameEnd, skipBlanks(json, colon + 1)));
  }
  return index + 1;
}

/** Where the value that starts at `start` ends. */
export function skipValue(json: Buffer, start: number): number {
  const first = json[start];
  if (first === QUOTE) return skipString(json, start);
  if (first === OPENING_BRACE || first === OPENING_BRACKET) return skipNested(json, start);
  let index = start + 1;
  while (index < json.length && !isEndOfScalar(json[index] as number)) index += 1;
  return index;
}

/** The texts of an array's elements, as they stand there. */
export function sliceElements(array: string): string[] {
  const json = Buffer.from(array);
  const elements: string[] = [];
  let index = skipBlanks(json, 1);
  while (json[index] !== CLOSING_BRACKET) {
    const end = skipValue(json, index);
    elements.push(json.toString("utf8", index, end));
    index = skipComma(json, end);
  }
  return elements;
}

/** The text of one member of the object that a line holds; of the last one, should the name repeat. */
export function sliceMember(json: Buffer, name: string): string | undefined {
  let slice: string | undefined;
  visitMembers(json, json.indexOf("{"), (nameStart, nameEnd, valueStart) => {
    const valueEnd = skipValue(json, valueStart);
    if (readName(json, nameStart, nameEnd) === name) {
      slice = json.toString("utf8", valueStart, valueEnd);
    }
    return valueEnd;
  });
  return slice;
}

/** The name that stands, quoted and perhaps escaped, at a place. */
export function readName(json: Buffer, start: number, end: number): string {
  const quoted = json.toString("utf8", start, end);
  return quoted.includes("\\") ? JSON.parse(quoted) : quoted.slice(1, -1);
}

function skipBlanks(json: Buffer, start: number): number {
  let index = start;
  while ((json[index] as number) <= SPACE) index += 1;
  return index;
}

/** To the next member or element, or to the closing bracket. */
function skipComma(json: Buffer, start: number): number {
  const index = skipBlanks(json, start);
  return json[index] === COMMA ? skipBlanks(json, index + 1) : index;
}

function skipString(json: Buffer, start: number): number {
  let index = start + 1;
  while (json[index] !== QUOTE) index += json[index] === BACKSLASH ? 2 : 1;
  return index + 1;
}

function isEndOfScalar(byte: number): boolean {
  return byte <= SPACE || byte === COMMA || byte === CLOSING_BRACE || byte === CLOSING_BRACKET;
}

function skipNested(json: Buffer, start: number): number {
  let depth = 0;
  let index = start;
  do {
    const byte = json[index];
    if (byte === QUOTE) {
      index = skipString(json, index);
      continue;
    }
    if (byte === OPENING_BRACE || byte === OPENING_BRACKET) depth += 1;
    else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) depth -= 1;
    index += 1;
  } while (depth > 0);
  return index;
}
