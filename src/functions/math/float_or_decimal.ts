import { isDecimal } from "../../arrow/mod.ts";
import { type ArgRule, floatArg, valueType } from "../signature.ts";

/** Decimals as they are; other numbers as floats. */
export const floatOrDecimalArg: ArgRule = Object.freeze(
  {
    expected: "a number",
    accept: (type) => isDecimal(valueType(type)) ? valueType(type) : floatArg.accept(type),
  } satisfies ArgRule,
);
