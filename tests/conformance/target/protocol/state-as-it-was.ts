import type { Situation } from "../situation.ts";

export const situation: Situation = {
  title: "a state is passed on to the last digit, in its order",
  runs: [['{"type":"STATE","value":{"10":1,"2":{"lsn":9007199254740993,"x":1.10}}}']],
  states: ['{"10":1,"2":{"lsn":9007199254740993,"x":1.10}}'],
};
