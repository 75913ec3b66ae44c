// Finds where values stand in JSON text that JSON.parse has accepted: it need not check anything.

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Told of each member: the name's place with its quotes, and the value's place. */
export type VisitMember = (
  nameStart: number,
  nameEnd: number,
  valueStart: number,
  valueEnd: number,
) => void;

/** Visits the members of the object that starts at `start`, in the order of the text. */
export function visitMembers(json: string, start: number, visit: VisitMember): void {
  let index = skipBlanks(json, start + 1);
  while (json.charCodeAt(index) === QUOTE) {
    const nameStart = index;
    const nameEnd = skipString(json, nameStart);
    const colon = skipBlanks(json, nameEnd);
    const valueStart = skipBlanks(json, colon + 1);
    const valueEnd = skipValue(json, valueStart);
    visit(nameStart, nameEnd, valueStart, valueEnd);
    index = skipBlanks(json, valueEnd);
    if (json.charCodeAt(index) === COMMA) index = skipBlanks(json, index + 1);
  }
}

/** The texts of an array's elements, as they stand there. */
export function sliceElements(json: string): string[] {
  const elements: string[] = [];
  let index = skipBlanks(json, 1);
  while (json.charCodeAt(index) !== CLOSING_BRACKET) {
    const end = skipValue(json, index);
    elements.push(json.slice(index, end));
    index = skipBlanks(json, end);
    if (json.charCodeAt(index) === COMMA) index = skipBlanks(json, index + 1);
  }
  return elements;
}

/** The text of one member of the object that a text holds; of the last one, should the name repeat. */
export function sliceMember(json: string, name: string): string | undefined {
  let slice: string | undefined;
  visitMembers(json, json.indexOf("{"), (nameStart, nameEnd, valueStart, valueEnd) => {
    if (readName(json, nameStart, nameEnd) === name) slice = json.slice(valueStart, valueEnd);
  });
  return slice;
}

/** The name that stands, quoted and perhaps escaped, at a place. */
export function readName(json: string, start: number, end: number): string {
  const name = json.slice(start + 1, end - 1);
  return name.includes("\\") ? JSON.parse(json.slice(start, end)) : name;
}

function skipBlanks(json: string, start: number): number {
  let index = start;
  while (json.charCodeAt(index) <= 0x20) index += 1;
  return index;
}

function skipString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (json.charCodeAt(end - 1) === BACKSLASH && isEscaped(json, end)) {
    end = json.indexOf('"', end + 1);
  }
  return end + 1;
}

function isEscaped(json: string, quote: number): boolean {
  let start = quote;
  while (json.charCodeAt(start - 1) === BACKSLASH) start -= 1;
  return (quote - start) % 2 === 1;
}

function skipValue(json: string, start: number): number {
  const first = json.charCodeAt(start);
  if (first === QUOTE) return skipString(json, start);
  if (first === OPENING_BRACE || first === OPENING_BRACKET) return skipNested(json, start);
  let index = start + 1;
  while (!isEndOfScalar(json.charCodeAt(index))) index += 1;
  return index;
}

function isEndOfScalar(code: number): boolean {
  // NaN is what charCodeAt gives beyond the end.
  return (
    code <= 0x20 ||
    code === COMMA ||
    code === COLON ||
    code === CLOSING_BRACE ||
    code === CLOSING_BRACKET ||
    Number.isNaN(code)
  );
}

function skipNested(json: string, start: number): number {
  let depth = 0;
  let index = start;
  do {
    const code = json.charCodeAt(index);
    if (code === QUOTE) {
      index = skipString(json, index);
      continue;
    }
    if (code === OPENING_BRACE || code === OPENING_BRACKET) depth += 1;
    else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth -= 1;
    index += 1;
  } while (depth > 0);
  return index;
}
