import type { Datum } from "../../arrow/mod.ts";
import {
  andBits,
  andNotBits,
  booleanColumn,
  isScalar,
  newBitmap,
  newBitmapOnes,
  notBits,
  scalar,
  T,
} from "../../arrow/mod.ts";
import { isNullKernel } from "../comparison/mod.ts";

/** `NOT x`: null stays null. */
export function not(value: Datum): Datum {
  if (isScalar(value)) return scalar(T.Boolean, value.value === null ? null : value.value !== true);
  if (value.layout !== "boolean") return scalar(T.Boolean, null);
  return booleanColumn(notBits(value.values, value.length), value.length, value.validity, value.nullCount);
}

/** What `IS …` asks of a boolean. */
export type TruthTest = "TRUE" | "FALSE" | "UNKNOWN";

/** `x IS [NOT] TRUE | FALSE | UNKNOWN`: never null. */
export function truthTest(value: Datum, test: TruthTest, negated: boolean): Datum {
  if (test === "UNKNOWN") return isNullKernel(value, negated);
  const wanted = test === "TRUE";
  if (isScalar(value)) return scalar(T.Boolean, (value.value === wanted) !== negated);
  const { length } = value;
  if (value.layout !== "boolean") return booleanColumn(negated ? newBitmapOnes(length) : newBitmap(length), length);
  const { values, validity } = value;
  const valid = validity ?? newBitmapOnes(length);
  const holds = wanted ? andBits(values, valid, length) : andNotBits(valid, values, length);
  return booleanColumn(negated ? notBits(holds, length) : holds, length);
}
