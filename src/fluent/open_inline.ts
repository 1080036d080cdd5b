import { decodeInlineFunction, type InlineFunction, readFrame } from "../inline/mod.ts";
import { DecodeError } from "../errors.ts";
import {
  type AccumulatorFactory,
  aggregateUdf,
  type AnyFunctionDefinition,
  type FunctionKind,
  scalarUdf,
  type WindowEvaluatorFactory,
  windowUdf,
} from "../udf/mod.ts";
import { fieldsOf, specOfContract } from "./function_options.ts";
import { inlineCode } from "./user_function.ts";

/**
 * The definition inside `fun_definition` bytes of ours. Reads the declaration; the source is parsed and run at the first call only.
 * @throws {DecodeError} if the payload is malformed
 */
export function openInline(kind: FunctionKind, payload: Uint8Array): AnyFunctionDefinition {
  const frame = readFrame(payload);
  if (frame.family === "foreign") {
    throw new DecodeError({
      message: "Cannot open a function: its payload is of another family, must be one of this library",
    });
  }
  return definitionOf(kind, decodeInlineFunction(frame.payload));
}

/** The definition that a description says. */
export function definitionOf(kind: FunctionKind, inline: InlineFunction): AnyFunctionDefinition {
  const spec = specOfContract(inline.name, inline.isAsync, inline);
  switch (kind) {
    case "scalar":
      return scalarUdf(spec, inlineCode<(...args: unknown[]) => unknown>(inline));
    case "aggregate":
      return aggregateUdf(spec, fieldsOf(inline.stateSchema), inlineCode<AccumulatorFactory>(inline));
    case "window":
      return windowUdf(spec, inlineCode<WindowEvaluatorFactory>(inline));
  }
}
