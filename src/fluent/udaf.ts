import { printByToString } from "./inspect_symbols.ts";
import { type AnyFunction, inlineFunction } from "../inline/mod.ts";
import { type AccumulatorFactory, aggregateUdf } from "../udf/mod.ts";
import { toField } from "../arrow/mod.ts";
import { Expr, type ExprInput } from "./expr.ts";
import { contractOf, type FunctionOptions, functionSpec, type FunctionType } from "./function_options.ts";
import { callable, inlineCode, inlineRef, type UserFunctionParts } from "./user_function.ts";
import { valueReducers } from "./value_reducers.ts";

/** A user's aggregate function. Call it with expressions or plain values to get an expression. */
export interface AggregateUDF {
  (...args: readonly ExprInput[]): Expr;
  /** The name in plans, bytes and SQL. */
  readonly name: string;
}

/** The class of aggregate UDFs: for `instanceof` and for UDFs known by name only. */
export class AggregateUDF {
  /** What consoles print. */
  toString(): string {
    return `AggregateUDF(${this.name})`;
  }

  /** A function that the receiver has registered under `name`. */
  static byName(name: string): AggregateUDF {
    return aggregateByRef({ ref: Object.freeze({ kind: "aggregate", name }), inline: undefined });
  }
}

/**
 * Defines an aggregate function from a class (or a function that gives accumulators): one accumulator per group.
 *
 * Partial results travel between workers as the values of `state()`, one per type in `stateTypes`, and are joined by `merge()`.
 * With `retract()` sliding windows cost one step a row.
 *
 * @param accumulator its instances have `update`, `merge`, `state`, `evaluate` and perhaps `retract`
 * @param stateTypes one type per state value
 * @throws {UdfFreeVariableError | UdfCaptureError | UdfSourceError} as {@linkcode udf} does
 *
 * @example
 * ```ts
 * import { col, SessionContext, types, udaf } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * class Range {
 *   low = Infinity;
 *   high = -Infinity;
 *   update(x: number) {
 *     this.low = Math.min(this.low, x);
 *     this.high = Math.max(this.high, x);
 *   }
 *   merge(low: number, high: number) {
 *     this.low = Math.min(this.low, low);
 *     this.high = Math.max(this.high, high);
 *   }
 *   state() {
 *     return [this.low, this.high];
 *   }
 *   evaluate() {
 *     return this.high - this.low;
 *   }
 * }
 * const range = udaf(Range, [types.float64()], types.float64(), [types.float64(), types.float64()], { name: "range_of" });
 *
 * const df = new SessionContext().fromColumns({ x: [1.5, 4, 2] }).aggregate([], [range(col("x")).alias("range")]);
 * assertEquals(await df.toColumns(), { range: [2.5] });
 * ```
 */
export function udaf(
  accumulator: AccumulatorFactory,
  inputTypes: readonly FunctionType[],
  returnType: FunctionType,
  stateTypes: readonly FunctionType[],
  options: FunctionOptions = {},
): AggregateUDF {
  const spec = functionSpec("udaf", accumulator, inputTypes, returnType, options);
  const stateFields = stateTypes.map((type, k) => toField(type, `state${k}`));
  const inline = inlineFunction(accumulator as unknown as AnyFunction, {
    ...contractOf(spec, stateFields),
    name: spec.name,
    kind: "aggregate",
    captures: options.captures,
    imports: options.imports,
    reducers: valueReducers(),
    definedBy: "udaf",
  });
  const implementation = aggregateUdf(spec, stateFields, inlineCode(inline, accumulator));
  return aggregateByRef({ ref: inlineRef("aggregate", inline, implementation), inline });
}

/** A callable aggregate UDF for a reference. */
export function aggregateByRef(parts: UserFunctionParts): AggregateUDF {
  return callable<AggregateUDF>(AggregateUDF.prototype, parts, (args) =>
    Expr.fromNode(Object.freeze({
      kind: "aggregateFunction",
      function: parts.ref,
      args: Object.freeze(args.map((arg) => Expr.from(arg).node)),
      distinct: false,
      filter: null,
      orderBy: Object.freeze([]),
      nullTreatment: null,
    })));
}

printByToString(AggregateUDF);
