import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { PROPERTIES, type TrickyProperty } from "./tricky-properties.ts";

const RAW = String.raw;

const BLANKS = fc.constantFrom("", "", "", " ", "\t", "\r", "  ");

/** What may stand beside the record. */
const TAILS = fc.constantFrom(
  "",
  "",
  ',"version":7',
  ',"version": 0 , "time_extracted" : "2024-01-01T02:00:00.5+02:00"',
  ',"time_extracted":"2024-01-01T02:00:00Z","sequence":12,"x":{"record":1}',
  ',"version":null',
);

const UNUSUAL_TAILS = fc.constantFrom(
  ',"version":1.0',
  ',"version":-1',
  ',"version":"7"',
  ',"time_extracted":"soon"',
  ',"time_extracted":5',
  ',"record":{}',
  ',"type":"STATE"',
  RAW`,"\u0074ype":"STATE"`,
  ',"a"',
  "}",
  " x",
);

/** A line of ordinary values, in whatever order. */
export const usualLine: fc.Arbitrary<string> = line(
  (property) => fc.constantFrom(...property.usual),
  TAILS,
);

/** A line in which anything may be out of the ordinary. */
export const unusualLine: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 3,
    arbitrary: line(
      (property) =>
        fc.oneof(
          { weight: 20, arbitrary: fc.constantFrom(...property.usual) },
          { weight: 1, arbitrary: fc.constantFrom(...property.unusual) },
        ),
      TAILS,
    ),
  },
  { weight: 1, arbitrary: line((property) => fc.constantFrom(...property.usual), UNUSUAL_TAILS) },
);

/** A line with some bytes changed. */
export const mutatedLine: fc.Arbitrary<Buffer> = fc
  .tuple(
    usualLine,
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.integer({ min: 0, max: 2 }),
        mutation(),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  )
  .map(([text, changes]) => {
    let bytes = Buffer.from(text);
    for (const [place, removed, added] of changes) {
      const at = Math.floor(place * bytes.length);
      bytes = Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)]);
    }
    return bytes;
  })
  // What is no UTF-8, or no single line, never comes to the fast path.
  .filter((bytes) => isUtf8(bytes) && !bytes.includes("\n"));

function mutation(): fc.Arbitrary<Buffer> {
  const marks = fc.constantFrom(
    ...'"\\{}[],:.-+eE0123456789 \ttnuaZ'.split(""),
    "",
    "null",
    RAW`\u00`,
    "ü",
  );
  return fc.oneof(
    { weight: 20, arbitrary: marks.map((mark) => Buffer.from(mark)) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }).map((byte) => Buffer.from([byte])) },
  );
}

function line(
  arbitraryOf: (property: TrickyProperty) => fc.Arbitrary<string>,
  tails: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const members = Object.entries(PROPERTIES).map(([name, property]) =>
    fc.record({
      name: fc.constant(name),
      value: arbitraryOf(property),
      isThere: fc.integer({ min: 0, max: 9 }).map((die) => name === "id" || die > 0),
      place: fc.integer({ min: 0, max: 1_000 }),
      blank: BLANKS,
    }),
  );
  return fc
    .record({ members: fc.tuple(...members), isShuffled: fc.boolean(), tail: tails, blank: BLANKS })
    .map(({ members, isShuffled, tail, blank }) => {
      const ordered = isShuffled
        ? members.toSorted((one, other) => one.place - other.place)
        : members;
      const texts = ordered
        .filter(({ isThere }) => isThere)
        .map(
          (member) =>
            `${member.blank}${JSON.stringify(member.name)}${member.blank}:${member.blank}${member.value}${member.blank}`,
        );
      return `{"type":${blank}"RECORD","stream":"s"${blank},"record":{${texts.join(",")}}${tail}}${blank}`;
    });
}
