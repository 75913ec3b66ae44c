import { readName, skipValue, visitMembers } from "../encode/json-slices.ts";

/** The members of a record by their names, each as the JSON that stands in the line. */
export type RecordMembers = ReadonlyMap<string, string>;

/** The record's members in the line of a RECORD message. */
export function readRecordMembers(line: Buffer): RecordMembers {
  let members: RecordMembers = new Map();
  visitMembers(line, line.indexOf("{"), (nameStart, nameEnd, valueStart) => {
    const valueEnd = skipValue(line, valueStart);
    if (readName(line, nameStart, nameEnd) === "record") members = readMembers(line, valueStart);
    return valueEnd;
  });
  return members;
}

/** The members of the object that begins at `start`. Of a name that repeats the last one counts. */
export function readMembers(json: Buffer, start: number): RecordMembers {
  const members = new Map<string, string>();
  visitMembers(json, start, (nameStart, nameEnd, valueStart) => {
    const valueEnd = skipValue(json, valueStart);
    members.set(readName(json, nameStart, nameEnd), json.toString("utf8", valueStart, valueEnd));
    return valueEnd;
  });
  return members;
}

/** An object with these members, as JSON. */
export function writeMembers(members: RecordMembers): string {
  return `{${Array.from(members, ([name, json]) => `${JSON.stringify(name)}:${json}`).join(",")}}`;
}
