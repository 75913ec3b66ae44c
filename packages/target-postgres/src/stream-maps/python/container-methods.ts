import { areEqual } from "./compare.ts";
import type { Dictionary } from "./dictionary.ts";
import { PythonError } from "./python-error.ts";
import type { PythonMethod } from "./signature.ts";
import { Tuple, type Value } from "./value.ts";

/** Methods of dict that change nothing. https://docs.python.org/3/library/stdtypes.html#dict */
export const DICTIONARY_METHODS: Readonly<Record<string, PythonMethod<Dictionary>>> = {
  copy: { parameters: [], call: (self) => self },
  get: {
    parameters: ["key", "default?"],
    call: (self, key, fallback = null) => self.get(key as Value) ?? fallback,
  },
  items: { parameters: [], call: (self) => self.entries().map((entry) => new Tuple(entry)) },
  keys: { parameters: [], call: (self) => self.keys() },
  values: { parameters: [], call: (self) => self.entries().map(([, value]) => value) },
};

/** Methods of list and tuple that change nothing. */
export const SEQUENCE_METHODS: Readonly<Record<string, PythonMethod<readonly Value[]>>> = {
  copy: { parameters: [], call: (self) => self },
  count: {
    parameters: ["value"],
    call: (self, value) => BigInt(self.filter((item) => areEqual(item, value as Value)).length),
  },
  index: {
    parameters: ["value"],
    call: (self, value) => {
      const place = self.findIndex((item) => areEqual(item, value as Value));
      if (place === -1) throw new PythonError("ValueError", "the value is not in the list");
      return BigInt(place);
    },
  },
};
