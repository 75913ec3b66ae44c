import { removeBlanks } from "../stream-maps/json-text.ts";
import { type RecordMembers, readMembers } from "../stream-maps/record-members.ts";
import { flattenName } from "./flatten-name.ts";
import type { FlatteningOptions } from "./flattening-options.ts";
import type { FlatBranch, FlatPlan } from "./plan-flattening.ts";

/** Takes a record's nested objects apart, along the plan of its stream. Values keep every digit. */
export function flattenRecord(
  record: RecordMembers,
  plan: FlatPlan,
  options: FlatteningOptions,
): RecordMembers {
  const flat = new Map<string, string>();

  function visit(members: RecordMembers, branch: FlatBranch | undefined, path: readonly string[]) {
    for (const [member, json] of members) {
      const place = branch?.members.get(member);
      const inner = [...path, member];
      if (place !== undefined && "name" in place) flat.set(place.name, toLeaf(json, options));
      else if (json.startsWith("{") && path.length < options.maxDepth) {
        visit(readMembers(Buffer.from(json), 0), place, inner);
      } else if (place === undefined || json !== "null") addUnknown(inner, json);
      // Of an object that is null, the columns are null.
    }
  }

  /** A member that the SCHEMA does not know must not take the place of one that it knows. */
  function addUnknown(path: readonly string[], json: string): void {
    const name = flattenName(path, options);
    const isTaken = flat.has(name) || Object.hasOwn(plan.schema.properties ?? {}, name);
    if (!isTaken) flat.set(name, toLeaf(json, options));
  }

  visit(record, plan.root, []);
  return flat;
}

function toLeaf(json: string, { writesText }: FlatteningOptions): string {
  const isNested = json.startsWith("{") || json.startsWith("[");
  return writesText && isNested ? JSON.stringify(removeBlanks(json)) : json;
}
