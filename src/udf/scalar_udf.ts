import {
  andValidity,
  type ArrowType,
  booleanColumn,
  clearBit,
  type Column,
  type Datum,
  type Field,
  int32Words,
  isScalar,
  newBitmap,
  newBitmapOnes,
  newValues,
  type PrimitiveColumn,
  primitiveColumn,
  scalarToColumn,
  typeText,
} from "../arrow/mod.ts";
import { PlanError } from "../errors.ts";
import { awaitRows, fromBatchResult, toBatchArguments } from "./batch_call.ts";
import {
  type ArgAccess,
  generatedLoop,
  type LoopShape,
  plainLoop,
  type ResultStore,
  type RowLoop,
} from "./row_loop.ts";
import type { ScalarCall, ScalarFunction } from "./scalar_function.ts";
import { badResult, udfThrew } from "./udf_failure.ts";
import type { UserCode, UserFunctionSpec } from "./user_function.ts";
import { argumentName, exactNumber, type ValueReader, valueReader } from "./value_reader.ts";
import { ValueMismatch, valueWriter } from "./value_writer.ts";

type UserFunction = (...args: unknown[]) => unknown;

/**
 * A user's function as a {@linkcode ScalarFunction}: reads arguments under the declared policies, calls it once per row or per batch,
 * checks every result against the declared type.
 */
export function scalarUdf(spec: UserFunctionSpec, code: UserCode<UserFunction>): ScalarFunction {
  const loops = new Map<string, RowLoop>();
  const types = spec.inputFields.map((field) => field.type);
  const invoke = (call: ScalarCall): Datum => {
    const fn = code.open();
    return spec.mode === "batch" ? callBatch(spec, fn, call) : callRows(spec, fn, call, loops);
  };
  const waits = spec.isAsync || code.needsLoading;
  return {
    kind: "scalar",
    name: spec.name,
    aliases: [],
    volatility: spec.volatility,
    coerceTypes: (given) => coerceExactly(spec.name, types, given),
    returnField: () => spec.returnField,
    invoke,
    ...(waits
      ? {
        invokeAsync: async (call: ScalarCall) => {
          await code.load();
          return spec.isAsync ? await callAsync(spec, code.open(), call) : invoke(call);
        },
      }
      : {}),
  };
}

/** Users' functions declare their types; arguments are cast to them. @throws {PlanError} on another number of arguments */
export function coerceExactly(
  name: string,
  wanted: readonly ArrowType[],
  given: readonly ArrowType[],
): readonly ArrowType[] {
  if (given.length === wanted.length) return wanted;
  throw new PlanError({
    message: `Cannot call UDF "${name}": it is given ${given.length} arguments, must be given ${wanted.length} (${
      wanted.map(typeText).join(", ")
    })`,
  });
}

function callRows(spec: UserFunctionSpec, fn: UserFunction, call: ScalarCall, loops: Map<string, RowLoop>): Datum {
  const { numRows } = call;
  const args = call.args.map((arg, k) => accessOf(arg, spec, k));
  const skipsNulls = spec.nulls === "propagate";
  if (skipsNulls && call.args.some((arg) => isScalar(arg) && arg.value === null)) {
    return { type: spec.returnField.type, value: null };
  }

  let validity: Uint8Array | null = null;
  if (skipsNulls) {
    for (const { column } of args) if (column) validity = andValidity(validity, column.validity, numRows);
  }

  const store = STORES[spec.returnField.type.id] ?? "writer";
  const shape: LoopShape = {
    args: args.map(({ access, column }) => ({
      access,
      checksNull: !skipsNulls && column?.validity != null && access !== "reader",
    })),
    result: store,
    skipsNulls: validity !== null,
  };
  const output = makeOutput(spec.returnField, store, numRows, validity, spec.name);
  const loop = cachedLoop(loops, shape, spec.name);
  const failed = { row: 0 };
  try {
    loop(
      {
        fn,
        inputs: args.map(({ input }) => input),
        validities: args.map(({ column }) => column?.validity ?? null),
        validity,
        output: output.target,
        odd: output.odd,
        wide: args.map(({ wide }) => wide),
      },
      numRows,
      failed,
    );
  } catch (error) {
    if (error instanceof ValueMismatch) throw error;
    throw udfThrew(spec.name, error, { row: failed.row, args: args.map(({ read }) => safely(() => read(failed.row))) });
  }
  return output.finish();
}

function safely(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return "?";
  }
}

interface Access {
  readonly access: ArgAccess;
  readonly input: unknown;
  readonly column: Column | null;
  readonly read: ValueReader;
  readonly wide: ValueReader;
}

function accessOf(arg: Datum, spec: UserFunctionSpec, k: number): Access {
  const name = argumentName(spec.inputFields[k], k);
  if (isScalar(arg)) {
    const read = valueReader(scalarToColumn(arg, 1), spec.int64, name);
    const value = read(0);
    return { access: "constant", input: value, column: null, read: () => value, wide: () => value };
  }
  const read = valueReader(arg, spec.int64, name);
  const base = { column: arg, read, wide: read };
  if (arg.layout === "boolean") return { ...base, access: "bit", input: arg.values };
  if (arg.layout === "primitive") {
    const { id } = arg.type;
    if (id in ELEMENTS) return { ...base, access: "element", input: arg.values };
    if ((id === "Int64" || id === "UInt64") && spec.int64 === "number-checked") {
      const values = arg.values as BigInt64Array;
      const wide = (row: number) => exactNumber(values[row]!, arg.type, name);
      return { ...base, wide, access: id === "Int64" ? "int64" : "uint64", input: int32Words(values) };
    }
    if (id === "Int64" || id === "UInt64") return { ...base, access: "element", input: arg.values };
  }
  return { ...base, access: "reader", input: read };
}

const ELEMENTS: Readonly<Record<string, true>> = {
  Int8: true,
  Int16: true,
  Int32: true,
  UInt8: true,
  UInt16: true,
  UInt32: true,
  Float32: true,
  Float64: true,
};

const STORES: Readonly<Partial<Record<ArrowType["id"], ResultStore>>> = {
  Int8: "int8",
  Int16: "int16",
  Int32: "int32",
  UInt8: "uint8",
  UInt16: "uint16",
  UInt32: "uint32",
  Int64: "int64",
  Float32: "float",
  Float64: "float",
  Boolean: "bit",
};

interface Output {
  readonly target: unknown;
  readonly odd: (row: number, value: unknown) => void;
  finish(): Column;
}

function makeOutput(
  field: Field,
  store: ResultStore,
  numRows: number,
  skipped: Uint8Array | null,
  udf: string,
): Output {
  const { type, nullable } = field;
  if (store === "writer") {
    const writer = valueWriter(skipped ? { ...field, nullable: true } : field);
    const target = (row: number, value: unknown) => {
      try {
        writer.append(value);
      } catch (error) {
        throw error instanceof ValueMismatch ? badResult(udf, value, orNull(error.must, nullable), row) : error;
      }
    };
    return { target, odd: target, finish: () => writer.finish() };
  }
  let validity = skipped;
  let owned = false;
  const values = store === "bit" ? newBitmap(numRows) : newValues(type, numRows);
  const odd = (row: number, value: unknown) => {
    if ((value === null || value === undefined) && nullable) {
      if (!owned) {
        validity = validity ? validity.slice() : newBitmapOnes(numRows);
        owned = true;
      }
      return clearBit(validity!, row);
    }
    if (store === "int64" && typeof value === "bigint" && BigInt.asIntN(64, value) === value) {
      (values as BigInt64Array)[row] = value;
      return;
    }
    throw badResult(udf, value, orNull(`${MUST[store]} for ${typeText(type)}`, nullable), row);
  };
  return {
    target: store === "int64" ? int32Words(values as BigInt64Array) : values,
    odd,
    finish: () =>
      store === "bit"
        ? booleanColumn(values as Uint8Array, numRows, validity)
        : primitiveColumn(type, values as PrimitiveColumn["values"], validity, undefined, numRows),
  };
}

function orNull(must: string, nullable: boolean): string {
  return nullable && !must.endsWith("null") ? `${must}, or null` : must;
}

const MUST: { readonly [K in Exclude<ResultStore, "writer">]: string } = {
  float: "a number",
  int8: "a whole number between -128 and 127",
  int16: "a whole number between -32768 and 32767",
  int32: "a whole number between -2147483648 and 2147483647",
  uint8: "a whole number between 0 and 255",
  uint16: "a whole number between 0 and 65535",
  uint32: "a whole number between 0 and 4294967295",
  int64: "a safe whole number or a bigint of 64 bits",
  bit: "true or false",
};

function cachedLoop(loops: Map<string, RowLoop>, shape: LoopShape, name: string): RowLoop {
  const key = `${
    shape.args.map(({ access, checksNull }) => access + (checksNull ? "?" : "")).join()
  }:${shape.skipsNulls}`;
  let loop = loops.get(key);
  if (loop === undefined) {
    loop = generatedLoop(shape, name) ?? plainLoop(shape);
    loops.set(key, loop);
  }
  return loop;
}

function callBatch(spec: UserFunctionSpec, fn: UserFunction, call: ScalarCall): Column {
  let result: unknown;
  try {
    result = fn(...toBatchArguments(call, spec));
  } catch (error) {
    throw udfThrew(spec.name, error, {});
  }
  return fromBatchResult(spec, result, call.numRows);
}

/** Functions that wait: batches are awaited whole; rows are started in order, several in flight. */
async function callAsync(spec: UserFunctionSpec, fn: UserFunction, call: ScalarCall): Promise<Datum> {
  if (spec.mode === "batch") {
    let result: unknown;
    try {
      result = await fn(...toBatchArguments(call, spec));
    } catch (error) {
      throw udfThrew(spec.name, error, {});
    }
    return fromBatchResult(spec, result, call.numRows);
  }
  return await awaitRows(spec, fn, call);
}
