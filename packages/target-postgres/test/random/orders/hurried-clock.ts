/** Each look at the clock finds it a second later, so that no state waits for the one before. */
const now = Date.now;
let looks = 0;

Date.now = () => {
  looks += 1;
  return now() + looks * 1_000;
};
