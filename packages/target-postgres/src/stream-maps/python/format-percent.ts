import { Dictionary } from "./dictionary.ts";
import { formatValue } from "./format-value.ts";
import { PythonError } from "./python-error.ts";
import { toSource, toText } from "./text.ts";
import { toPythonInteger } from "./to-number.ts";
import { isList, Tuple, type Value } from "./value.ts";

const CONVERSION = /%(?:\(([^)]*)\))?([-#0 +]*)(\d{1,4})?(?:\.(\d{1,3}))?([diuoxXeEfFgGcrsa%])?/g;

/** Text on the left of %. https://docs.python.org/3/library/stdtypes.html#old-string-formatting */
export function formatPercent(format: string, values: Value): string {
  const items = values instanceof Tuple ? values.items : [values];
  let used = 0;
  let isByName = false;
  const take = (name: string | undefined): Value => {
    if (name !== undefined) {
      isByName = true;
      const value = values instanceof Dictionary ? values.get(name) : undefined;
      if (value === undefined) throw new PythonError("KeyError", "no value of that name");
      return value;
    }
    const value = items[used];
    used += 1;
    if (value === undefined)
      throw new PythonError("TypeError", "not enough arguments for format string");
    return value;
  };
  const text = format.replace(
    CONVERSION,
    (
      _,
      name: string | undefined,
      flags: string,
      width = "",
      precision: string | undefined,
      type?: string,
    ) => {
      if (type === undefined) throw new PythonError("ValueError", "unsupported format character");
      if (type === "%") return "%";
      return convert(take(name), { flags, width, precision, type });
    },
  );
  if (!isByName && used < items.length && !isContainer(values)) {
    throw new PythonError("TypeError", "not all arguments converted during string formatting");
  }
  return text;
}

/** A list or dict may be there for its names alone. */
function isContainer(values: Value): boolean {
  return values instanceof Dictionary || isList(values);
}

interface Conversion {
  readonly flags: string;
  readonly width: string;
  readonly precision: string | undefined;
  readonly type: string;
}

function convert(value: Value, { flags, width, precision, type }: Conversion): string {
  const places = precision === undefined ? "" : `.${precision}`;
  const align = flags.includes("-") ? "<" : ">";
  if ("sra".includes(type)) {
    const text = type === "s" ? toText(value) : toSource(value);
    return formatValue(text, `${align}${width}${places}s`);
  }
  const sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const alternate = flags.includes("#") ? "#" : "";
  const isZero = flags.includes("0") && !flags.includes("-");
  const prefix = `${isZero ? "0=" : align}${sign}${alternate}${width}`;
  return "diu".includes(type)
    ? formatValue(toPythonInteger(value), `${prefix}d`)
    : formatValue(value, `${prefix}${places}${type}`);
}
