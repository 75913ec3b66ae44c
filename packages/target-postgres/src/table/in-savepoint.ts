import { describeDataRefusal } from "../describe-failure.ts";
import { type Connection, readRefusal, type ServerRefusal } from "../postgres.ts";

/** Conditions that tell of what was asked for: not supported, dependent objects, data, constraints, syntax or access rule, limits. */
const REFUSALS = /^(0A|2B|22|23|42|54)/;

/**
 * Does work inside a transaction that can go on when the server refuses it: then all of the work is
 * undone, and the refusal is given.
 */
export async function inSavepoint(
  connection: Connection,
  work: () => Promise<void>,
): Promise<ServerRefusal | undefined> {
  await connection.query("savepoint _sdc_attempt");
  try {
    await work();
    await connection.query("release savepoint _sdc_attempt");
    return undefined;
  } catch (error) {
    const refusal = readRefusal(error);
    if (refusal === undefined || !REFUSALS.test(refusal.sqlState)) throw error;
    await connection.query("rollback to savepoint _sdc_attempt; release savepoint _sdc_attempt");
    return refusal;
  }
}

/** A refusal in a few words, with what hangs on the object but without values. */
export function tellRefusal(refusal: ServerRefusal): string {
  const isAboutDependents = /^(0A|2B)/.test(refusal.sqlState);
  const facts = [describeDataRefusal(refusal, false), isAboutDependents && refusal.detail];
  return facts.filter(Boolean).join("; ").replaceAll("\n", ", ");
}
