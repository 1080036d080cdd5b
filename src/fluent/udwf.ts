import { printByToString } from "./inspect_symbols.ts";
import { type AnyFunction, inlineFunction } from "../inline/mod.ts";
import { type WindowEvaluatorFactory, windowUdf } from "../udf/mod.ts";
import { Expr, type ExprInput } from "./expr.ts";
import { defaultFrame } from "./expr_func_builder.ts";
import { contractOf, type FunctionOptions, functionSpec, type FunctionType } from "./function_options.ts";
import { callable, inlineCode, inlineRef, type UserFunctionParts } from "./user_function.ts";
import { valueReducers } from "./value_reducers.ts";

/** A user's window function. Call it with expressions or plain values, then say `.over(window)`. */
export interface WindowUDF {
  (...args: readonly ExprInput[]): Expr;
  /** The name in plans, bytes and SQL. */
  readonly name: string;
}

/** The class of window UDFs: for `instanceof` and for UDFs known by name only. */
export class WindowUDF {
  /** What consoles print. */
  toString(): string {
    return `WindowUDF(${this.name})`;
  }

  /** A function that the receiver has registered under `name`. */
  static byName(name: string): WindowUDF {
    return windowByRef({ ref: Object.freeze({ kind: "window", name }), inline: undefined });
  }
}

/**
 * Defines a window function from a class (or a function that gives evaluators): one evaluator per partition.
 *
 * @param evaluator its instances have `evaluateAll`, `evaluate` or `evaluateAllWithRank`; see {@linkcode WindowEvaluator}
 * @throws {UdfFreeVariableError | UdfCaptureError | UdfSourceError} as {@linkcode udf} does
 *
 * @example
 * ```ts
 * import { col, SessionContext, types, udwf, Window } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * class Smooth {
 *   evaluateAll([values]: number[][], numRows: number) {
 *     let level = values![0]!;
 *     return Array.from({ length: numRows }, (_, row) => level = 0.5 * values![row]! + 0.5 * level);
 *   }
 * }
 * const smooth = udwf(Smooth, [types.float64()], types.float64(), { name: "smooth" });
 *
 * const df = new SessionContext().fromColumns({ t: [1, 2, 3], x: [4.5, 8.5, 0.5] })
 *   .select(smooth(col("x")).over(new Window({ orderBy: col("t") })).alias("level"));
 * assertEquals(await df.toColumns(), { level: [4.5, 6.5, 3.5] });
 * ```
 */
export function udwf(
  evaluator: WindowEvaluatorFactory,
  inputTypes: readonly FunctionType[],
  returnType: FunctionType,
  options: FunctionOptions = {},
): WindowUDF {
  const spec = functionSpec("udwf", evaluator, inputTypes, returnType, options);
  const inline = inlineFunction(evaluator as unknown as AnyFunction, {
    ...contractOf(spec),
    name: spec.name,
    kind: "window",
    captures: options.captures,
    imports: options.imports,
    reducers: valueReducers(),
    definedBy: "udwf",
  });
  return windowByRef({ ref: inlineRef("window", inline, windowUdf(spec, inlineCode(inline, evaluator))), inline });
}

/** A callable window UDF for a reference. */
export function windowByRef(parts: UserFunctionParts): WindowUDF {
  return callable<WindowUDF>(WindowUDF.prototype, parts, (args) =>
    Expr.fromNode(Object.freeze({
      kind: "windowFunction",
      over: "window",
      function: parts.ref,
      args: Object.freeze(args.map((arg) => Expr.from(arg).node)),
      partitionBy: Object.freeze([]),
      orderBy: Object.freeze([]),
      frame: defaultFrame([]),
      nullTreatment: null,
      distinct: false,
      filter: null,
    })));
}

printByToString(WindowUDF);
