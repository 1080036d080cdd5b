import { analyzeFunction, type FunctionAnalysis } from "../../src/inline/function_analysis.ts";
import { type AnyFunction, type FunctionSource, functionSourceFromText } from "../../src/inline/function_source.ts";

/**
 * A function whose `toString()` is exactly this text. Runtimes print functions of this file after they took the types
 * out and joined constants; text that `eval` compiled stays as it is.
 */
export function fromText(text: string): AnyFunction {
  return (0, eval)(`(${text}\n)`) as AnyFunction;
}

/** A method, getter or setter whose `toString()` is exactly this text. */
export function memberFromText(text: string, holder: "object" | "class" = "object"): AnyFunction {
  const made = holder === "object" ? (0, eval)(`({${text}\n})`) as object : (0, eval)(`(class{${text}\n})`) as object;
  const target = holder === "class" && !text.startsWith("static ") ? (made as { prototype: object }).prototype : made;
  const key = Reflect.ownKeys(target).find((each) =>
    !["length", "name", "prototype", "constructor"].includes(String(each))
  );
  const property = Object.getOwnPropertyDescriptor(target, key!)!;
  return (property.value ?? property.get ?? property.set) as AnyFunction;
}

export function sourceOf(text: string): FunctionSource {
  return functionSourceFromText(text, "f");
}

export function analysisOf(text: string): FunctionAnalysis {
  return analyzeFunction(sourceOf(text));
}
