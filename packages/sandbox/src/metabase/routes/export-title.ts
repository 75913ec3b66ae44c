import type { ResultColumn } from "../world/questions/result-columns.ts";

const MONEY = /^type\/(Income|Price|Cost|Discount|GrossMargin)$/;
const SYMBOLS: Readonly<Record<string, string>> = { EUR: "€", USD: "$" };

/** The key of a column in a download: its title, with the currency after amounts of money. */
export function exportTitle({ display_name, semantic_type, settings }: ResultColumn): string {
  if (!MONEY.test(semantic_type ?? "")) return display_name;
  const currency = String(settings?.["currency"] ?? "USD");
  return `${display_name} (${SYMBOLS[currency] ?? currency})`;
}
