import { printByToString } from "./inspect_symbols.ts";
import { type AnyFunction, inlineFunction, inlineModuleExport } from "../inline/mod.ts";
import { scalarUdf } from "../udf/mod.ts";
import { Expr, type ExprInput } from "./expr.ts";
import { contractOf, type FunctionOptions, functionSpec, type FunctionType } from "./function_options.ts";
import { callable, inlineCode, inlineRef, type UserFunctionParts } from "./user_function.ts";
import { valueReducers } from "./value_reducers.ts";

/** A user's scalar function. Call it with expressions or plain values to get an expression. */
export interface ScalarUDF {
  (...args: readonly ExprInput[]): Expr;
  /** The name in plans, bytes and SQL. */
  readonly name: string;
}

/** The class of scalar UDFs: for `instanceof` and for UDFs known by name only. */
export class ScalarUDF {
  /** What consoles print. */
  toString(): string {
    return `ScalarUDF(${this.name})`;
  }

  /** A function that the receiver has registered under `name`. */
  static byName(name: string): ScalarUDF {
    return scalarByRef({ ref: Object.freeze({ kind: "scalar", name }), inline: undefined });
  }
}

/**
 * Defines a scalar function from JavaScript code: one result per row.
 *
 * The source is read now, and `captures` are copied now: later changes to them are not seen. The function travels inside the bytes of
 * every expression that calls it and is checked here, not on the worker: a name that would be missing there is an error at once.
 *
 * @param fn called with one value per argument for every row, or with Arrow vectors per batch in batch mode; may be async
 * @param inputTypes one type per argument; arguments are cast to them
 * @param returnType the type of the results, each of which is checked; nullable unless a field says otherwise
 * @throws {UdfFreeVariableError} if the function reads a name that is neither global, captured nor imported
 * @throws {UdfCaptureError} if a captured value cannot travel
 * @throws {UdfSourceError} if the source cannot travel (native, bound, rewritten by a tool)
 *
 * @example
 * ```ts
 * import { col, SessionContext, types, udf } from "@fusewire/fusewire";
 * import { assertEquals } from "@std/assert";
 *
 * const rate = 1.19;
 * const gross = udf((net: number) => net * rate, [types.float64()], types.float64(), { name: "gross", captures: { rate } });
 *
 * const df = new SessionContext().fromColumns({ net: [100, 200, null] }).select(gross(col("net")).alias("gross"));
 * assertEquals(await df.toColumns(), { gross: [119, 238, null] });
 * ```
 */
export function udf(
  fn: AnyFunction,
  inputTypes: readonly FunctionType[],
  returnType: FunctionType,
  options: FunctionOptions = {},
): ScalarUDF {
  const spec = functionSpec("udf", fn, inputTypes, returnType, options);
  const inline = inlineFunction(fn, {
    ...contractOf(spec),
    name: spec.name,
    kind: "scalar",
    captures: options.captures,
    imports: options.imports,
    reducers: valueReducers(),
    definedBy: "udf",
  });
  const implementation = scalarUdf(spec, inlineCode(inline, fn as (...args: unknown[]) => unknown));
  return scalarByRef({ ref: inlineRef("scalar", inline, implementation), inline });
}

/** Options of {@linkcode udfFromModule}. */
export interface ModuleFunctionOptions extends Omit<FunctionOptions, "captures" | "imports"> {
  /** Whether the export is an async function, which cannot be known without loading it. */
  readonly async?: boolean;
}

/**
 * A scalar function that is the export of a module: only the reference travels, and the receiver imports it before the first row.
 * This works where a page forbids generated code.
 *
 * @param url an absolute URL, or a bare specifier that every receiver can resolve
 */
export function udfFromModule(
  url: string | URL,
  exportName: string,
  inputTypes: readonly FunctionType[],
  returnType: FunctionType,
  options: ModuleFunctionOptions = {},
): ScalarUDF {
  const { async: isAsync = false, ...rest } = options;
  const spec = {
    ...functionSpec("udf", () => {}, inputTypes, returnType, { ...rest, name: options.name ?? exportName }),
    isAsync,
  };
  const inline = inlineModuleExport({
    ...contractOf(spec),
    name: spec.name,
    kind: "scalar",
    specifier: String(url),
    exported: exportName,
    isAsync,
  });
  return scalarByRef({ ref: inlineRef("scalar", inline, scalarUdf(spec, inlineCode(inline))), inline });
}

/** A callable scalar UDF for a reference. */
export function scalarByRef(parts: UserFunctionParts): ScalarUDF {
  return callable<ScalarUDF>(ScalarUDF.prototype, parts, (args) =>
    Expr.fromNode(Object.freeze({
      kind: "scalarFunction",
      function: parts.ref,
      args: Object.freeze(args.map((arg) => Expr.from(arg).node)),
    })));
}

printByToString(ScalarUDF);
