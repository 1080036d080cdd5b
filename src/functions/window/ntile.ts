import { isInteger, newInt32, T, typeText } from "../../arrow/mod.ts";
import { ArgumentError, PlanError } from "../../errors.ts";
import type { WindowFunction } from "../../udf/mod.ts";
import { constantInteger, defineWindow, expectCount, uint64Column } from "./define_window.ts";

/** `ntile`: buckets 1 to n of sizes as equal as possible. */
export const ntile: WindowFunction = defineWindow({
  name: "ntile",
  section: "Ranking Functions",
  description: "Integer ranging from 1 to the argument value, dividing the partition as equally as possible",
  syntax: "ntile(expression)",
  args: [{ name: "expression", description: "Number of buckets: a constant, at least 1." }],
  coerce(types) {
    expectCount("ntile", types, 1, 1);
    const type = types[0]!;
    if (!isInteger(type) && type.id !== "Null") {
      throw new PlanError({ message: `Cannot call "ntile": the argument is ${typeText(type)}, must be an integer` });
    }
    return types;
  },
  result: () => T.UInt64,
  nullable: false,
  usesFrame: false,
  evaluator(args) {
    const buckets = constantInteger("ntile", args, 0, "number of buckets", 1);
    if (buckets < 1) {
      throw new ArgumentError({
        message: `Cannot call "ntile": the number of buckets is ${buckets}, must be at least 1`,
        functionName: "ntile",
      });
    }
    return ({ numRows }) => {
      // The first buckets take one row more where rows are left over.
      const size = Math.floor(numRows / buckets);
      const larger = (numRows % buckets) * (size + 1);
      const out = newInt32(numRows);
      for (let i = 0; i < numRows; i++) {
        out[i] = i < larger
          ? Math.floor(i / (size + 1)) + 1
          : Math.floor((i - larger) / size) + (numRows % buckets) + 1;
      }
      return uint64Column(out);
    };
  },
});
