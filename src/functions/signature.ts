import {
  type ArrowType,
  dictionaryType,
  isInteger,
  isNumeric,
  isString,
  T,
  typesEqual,
  typeText,
} from "../arrow/mod.ts";
import { canCast } from "../compute/cast/mod.ts";
import { PlanError } from "../errors.ts";

/** What one argument may be: the type it is cast to, or undefined where it does not fit. */
export interface ArgRule {
  accept(type: ArrowType): ArrowType | undefined;
  /** For messages: `text`, `a number`. */
  readonly expected: string;
}

function rule(expected: string, accept: ArgRule["accept"]): ArgRule {
  return Object.freeze({ expected, accept });
}

/** Text of any kind, kept as it is; dictionaries as their values, null as Utf8View. */
export const textArg: ArgRule = rule("text", (type) => {
  if (isString(type)) return type;
  if (type.id === "Null") return T.Utf8View;
  return type.id === "Dictionary" && isString(type.value) ? type.value : undefined;
});

/** As {@linkcode textArg}, but dictionaries of text stay. */
export const textEntriesArg: ArgRule = rule(
  "text",
  (type) => type.id === "Dictionary" && isString(type.value) ? type : textArg.accept(type),
);

/** Whatever can be cast to text; dictionaries stay dictionaries. */
export const anyTextArg: ArgRule = rule("text, or a type that casts to text", (type) => {
  if (type.id === "Dictionary") {
    const value = anyTextArg.accept(type.value);
    return value && dictionaryType(type.key, value);
  }
  return isString(type) ? type : asText(type, type.id === "LargeBinary" ? T.LargeUtf8 : T.Utf8View);
});

function asText(type: ArrowType, text: ArrowType): ArrowType | undefined {
  return type.id !== "FixedSizeBinary" && canCast(type, text) ? text : undefined;
}

/** Text or binaries with offsets, kept as they are. */
export const textOrBinaryArg: ArgRule = rule("text or binary", (type) => {
  return type.id === "Binary" || type.id === "LargeBinary" || type.id === "BinaryView" ? type : textArg.accept(type);
});

/** Float32 and Float64; every other number, and null, as Float64. */
export const floatArg: ArgRule = rule("a number", (type) => {
  const plain = valueType(type);
  if (plain.id === "Float32" || plain.id === "Float64") return plain;
  return isNumeric(plain) || plain.id === "Null" ? T.Float64 : undefined;
});

/** Every number as Float64. */
export const float64Arg: ArgRule = rule("a number", (type) => floatArg.accept(type) && T.Float64);

/** Numbers of any kind, kept as they are; null as Float64. */
export const numericArg: ArgRule = rule("a number", (type) => {
  const plain = valueType(type);
  return isNumeric(plain) ? plain : plain.id === "Null" ? T.Float64 : undefined;
});

/** Every integer, cast to the given one. */
export function integerArg(target: ArrowType): ArgRule {
  return rule("an integer", (type) => {
    const plain = valueType(type);
    return isInteger(plain) || plain.id === "Null" ? target : undefined;
  });
}

/** Integers that an Int64 holds. */
export const int64Arg: ArgRule = rule("an integer that fits Int64", (type) => {
  const plain = valueType(type);
  return (isInteger(plain) && plain.id !== "UInt64") || plain.id === "Null" ? T.Int64 : undefined;
});

/** Anything, kept as it is. */
export const anyArg: ArgRule = rule("any value", (type) => type);

/** A dictionary's values; other types as they are. */
export function valueType(type: ArrowType): ArrowType {
  return type.id === "Dictionary" ? valueType(type.value) : type;
}

/**
 * The signature of a function with one rule per argument; several alternatives are tried in order.
 * @returns its coercion, which throws {@linkcode PlanError}
 */
export function signature(
  name: string,
  ...alternatives: readonly (readonly ArgRule[])[]
): (types: readonly ArrowType[]) => readonly ArrowType[] {
  return (types) => {
    let failed: PlanError | undefined;
    for (const rules of alternatives) {
      if (rules.length !== types.length) continue;
      const accepted = types.map((type, i) => rules[i]!.accept(type));
      const wrong = accepted.indexOf(undefined);
      if (wrong < 0) return accepted as readonly ArrowType[];
      failed ??= argumentError(name, wrong, types[wrong]!, rules[wrong]!.expected);
    }
    throw failed ?? countError(name, types.length, alternatives.map((rules) => rules.length));
  };
}

/**
 * The signature of a function with fixed types: the overload that the arguments have already, else the first to which all
 * of them convert without loss. Everything converts to text.
 */
export function overloads(
  name: string,
  ...options: readonly (readonly ArrowType[])[]
): (types: readonly ArrowType[]) => readonly ArrowType[] {
  return (types) => {
    const sized = options.filter((option) => option.length === types.length);
    if (sized.length === 0) throw countError(name, types.length, options.map((option) => option.length));
    const exact = sized.find((option) => option.every((type, i) => typesEqual(type, types[i]!)));
    const found = exact ?? sized.find((option) => option.every((type, i) => convertsTo(types[i]!, type)));
    if (found !== undefined) return found;
    const wrong = types.findIndex((type, i) => !sized.some((option) => convertsTo(type, option[i]!)));
    const at = Math.max(0, wrong);
    const expected = [...new Set(sized.map((option) => typeText(option[at]!)))].join(" or ");
    throw argumentError(name, at, types[at]!, expected);
  };
}

const LOSSLESS: Readonly<Record<string, readonly string[]>> = {
  Boolean: ["Boolean"],
  Int8: ["Int8"],
  Int16: ["Int8", "Int16", "UInt8"],
  Int32: ["Int8", "Int16", "Int32", "UInt8", "UInt16"],
  Int64: ["Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32"],
  UInt8: ["UInt8"],
  UInt16: ["UInt8", "UInt16"],
  UInt32: ["UInt8", "UInt16", "UInt32"],
  UInt64: ["UInt8", "UInt16", "UInt32", "UInt64"],
};

/** Whether a signature that wants `to` takes `from`. Source: DataFusion 55, `coerced_from`. */
export function convertsTo(from: ArrowType, to: ArrowType): boolean {
  if (from.id === "Null") return true;
  if (isString(to)) return isString(from) || asText(from, to) !== undefined;
  const plain = valueType(from);
  if (to.id === "Float32") return isInteger(plain) || plain.id === "Float16" || plain.id === "Float32";
  if (to.id === "Float64") return isNumeric(plain);
  return LOSSLESS[to.id]?.includes(plain.id) ?? typesEqual(plain, to);
}

/**
 * The type that a coercion of two folds all arguments to, the same for each.
 * @throws {PlanError} if there is none, or one of them has no cast to it
 */
export function oneType(
  name: string,
  types: readonly ArrowType[],
  coerce: (left: ArrowType, right: ArrowType) => ArrowType | null,
): readonly ArrowType[] {
  let common = types[0]!;
  types.forEach((type, i) => {
    const next = i === 0 ? type : coerce(common, type);
    if (next === null) throw argumentError(name, i, type, "of a type that the others can be cast to as well");
    common = next;
  });
  types.forEach((type, i) => {
    if (!typesEqual(type, common) && !canCast(type, common)) {
      throw argumentError(name, i, type, `castable to ${typeText(common)}`);
    }
  });
  return types.map(() => common);
}

/** The error for a number of arguments that no signature has. */
export function countError(name: string, given: number, allowed: readonly number[]): PlanError {
  const counts = [...new Set(allowed)].sort((a, b) => a - b);
  return new PlanError({
    message: `Cannot call "${name}": it got ${given} argument${given === 1 ? "" : "s"}, must be ${counts.join(" or ")}`,
  });
}

/** The error for an argument whose type does not fit. */
export function argumentError(name: string, index: number, type: ArrowType, expected: string): PlanError {
  return new PlanError({
    message: `Cannot call "${name}": argument ${index + 1} is ${typeText(type)}, must be ${expected}`,
    remedy: "add a cast to the argument",
  });
}
