/** A table for a terminal: a heading, a rule, numbers to the right. */
export function formatTable(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => {
    const cells = rows.map((row) => shorten(String(row[name] ?? "")));
    const width = Math.max(name.length, ...cells.map((cell) => cell.length));
    const isNumber = rows.every((row) => /^-?[\d,.]+$/.test(String(row[name])));
    const pad = (text: string) => (isNumber ? text.padStart(width) : text.padEnd(width));
    return [pad(name), "─".repeat(width), ...cells.map(pad)];
  });
  const lines = (columns[0] ?? []).map((_, index) =>
    columns.map((column) => column[index]).join("  "),
  );
  return lines.map((line) => `  ${line.trimEnd()}\n`).join("");
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
