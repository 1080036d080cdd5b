import { functionRef } from "../udf/mod.ts";
import { Expr, type ExprInput } from "./expr.ts";

/** A call of a scalar function by its DataFusion name; plain values become literals. */
export function callScalar(name: string, args: readonly ExprInput[]): Expr {
  return Expr.fromNode(Object.freeze({
    kind: "scalarFunction",
    function: functionRef("scalar", name),
    args: Object.freeze(args.map((arg) => Expr.from(arg).node)),
  }));
}

/** Functions of one argument that are methods of an expression too; each does what the function of its name does. */
export interface ExprMethods {
  /** Absolute value. */
  abs(): Expr;
  /** Arc cosine, in radians. */
  acos(): Expr;
  /** Inverse hyperbolic cosine. */
  acosh(): Expr;
  /** Dimensions of a list. */
  arrayDims(): Expr;
  /** Each distinct element of a list once. */
  arrayDistinct(): Expr;
  /** Whether a list has no elements. */
  arrayEmpty(): Expr;
  /** Number of elements of a list. */
  arrayLength(): Expr;
  /** Levels of nesting of a list. */
  arrayNdims(): Expr;
  /** A list without its last element. */
  arrayPopBack(): Expr;
  /** A list without its first element. */
  arrayPopFront(): Expr;
  /** The Arrow type as text. */
  arrowTypeof(): Expr;
  /** Code point of the first character. */
  ascii(): Expr;
  /** Arc sine, in radians. */
  asin(): Expr;
  /** Inverse hyperbolic sine. */
  asinh(): Expr;
  /** Arc tangent, in radians. */
  atan(): Expr;
  /** Inverse hyperbolic tangent. */
  atanh(): Expr;
  /** Length of a text in bits. */
  bitLength(): Expr;
  /** Text without spaces at both ends. */
  btrim(): Expr;
  /** Number of elements of a list or map. */
  cardinality(): Expr;
  /** Cube root. */
  cbrt(): Expr;
  /** Smallest whole number not below. */
  ceil(): Expr;
  /** Number of characters. */
  charLength(): Expr;
  /** Number of characters. */
  characterLength(): Expr;
  /** The character of a code point. */
  chr(): Expr;
  /** Cosine of an angle in radians. */
  cos(): Expr;
  /** Hyperbolic cosine. */
  cosh(): Expr;
  /** Cotangent of an angle in radians. */
  cot(): Expr;
  /** Radians as degrees. */
  degrees(): Expr;
  /** Whether a list has no elements. */
  empty(): Expr;
  /** e to the power of the value. */
  exp(): Expr;
  /** Factorial. */
  factorial(): Expr;
  /** A list of lists as one list. */
  flatten(): Expr;
  /** Largest whole number not above. */
  floor(): Expr;
  /** Seconds since 1970 as a timestamp. */
  fromUnixtime(): Expr;
  /** Every word with a capital first. */
  initcap(): Expr;
  /** Whether a float is NaN. */
  isNan(): Expr;
  /** Whether a float is NaN. */
  isnan(): Expr;
  /** Whether a number is zero. */
  iszero(): Expr;
  /** Number of characters. */
  length(): Expr;
  /** Dimensions of a list. */
  listDims(): Expr;
  /** Each distinct element of a list once. */
  listDistinct(): Expr;
  /** Number of elements of a list. */
  listLength(): Expr;
  /** Levels of nesting of a list. */
  listNdims(): Expr;
  /** Natural logarithm. */
  ln(): Expr;
  /** Logarithm to base 10. */
  log10(): Expr;
  /** Logarithm to base 2. */
  log2(): Expr;
  /** Text in lower case. */
  lower(): Expr;
  /** Text without spaces at its start. */
  ltrim(): Expr;
  /** MD5 digest as hexadecimal text. */
  md5(): Expr;
  /** Length of a text in bytes. */
  octetLength(): Expr;
  /** Degrees as radians. */
  radians(): Expr;
  /** Text backwards. */
  reverse(): Expr;
  /** Text without spaces at its end. */
  rtrim(): Expr;
  /** SHA-224 digest. */
  sha224(): Expr;
  /** SHA-256 digest. */
  sha256(): Expr;
  /** SHA-384 digest. */
  sha384(): Expr;
  /** SHA-512 digest. */
  sha512(): Expr;
  /** -1, 0 or 1 by sign. */
  signum(): Expr;
  /** Sine of an angle in radians. */
  sin(): Expr;
  /** Hyperbolic sine. */
  sinh(): Expr;
  /** Square root. */
  sqrt(): Expr;
  /** Tangent of an angle in radians. */
  tan(): Expr;
  /** Hyperbolic tangent. */
  tanh(): Expr;
  /** Integer as hexadecimal text. */
  toHex(): Expr;
  /** Text without spaces at both ends. */
  trim(): Expr;
  /** Text in upper case. */
  upper(): Expr;
}

/** Method → the function's main name, which is what travels. A function, because modules load in a circle here. */
function methodNames(): { readonly [M in keyof ExprMethods]: string } {
  return {
    abs: "abs",
    acos: "acos",
    acosh: "acosh",
    arrayDims: "array_dims",
    arrayDistinct: "array_distinct",
    arrayEmpty: "empty",
    arrayLength: "array_length",
    arrayNdims: "array_ndims",
    arrayPopBack: "array_pop_back",
    arrayPopFront: "array_pop_front",
    arrowTypeof: "arrow_typeof",
    ascii: "ascii",
    asin: "asin",
    asinh: "asinh",
    atan: "atan",
    atanh: "atanh",
    bitLength: "bit_length",
    btrim: "btrim",
    cardinality: "cardinality",
    cbrt: "cbrt",
    ceil: "ceil",
    charLength: "character_length",
    characterLength: "character_length",
    chr: "chr",
    cos: "cos",
    cosh: "cosh",
    cot: "cot",
    degrees: "degrees",
    empty: "empty",
    exp: "exp",
    factorial: "factorial",
    flatten: "flatten",
    floor: "floor",
    fromUnixtime: "from_unixtime",
    initcap: "initcap",
    isNan: "isnan",
    isnan: "isnan",
    iszero: "iszero",
    length: "character_length",
    listDims: "array_dims",
    listDistinct: "array_distinct",
    listLength: "array_length",
    listNdims: "array_ndims",
    ln: "ln",
    log10: "log10",
    log2: "log2",
    lower: "lower",
    ltrim: "ltrim",
    md5: "md5",
    octetLength: "octet_length",
    radians: "radians",
    reverse: "reverse",
    rtrim: "rtrim",
    sha224: "sha224",
    sha256: "sha256",
    sha384: "sha384",
    sha512: "sha512",
    signum: "signum",
    sin: "sin",
    sinh: "sinh",
    sqrt: "sqrt",
    tan: "tan",
    tanh: "tanh",
    toHex: "to_hex",
    trim: "btrim",
    upper: "upper",
  };
}

/** Puts {@linkcode ExprMethods} on the class; called once, where the class is defined. */
export function installMethods(target: { readonly prototype: object }): void {
  for (const [method, name] of Object.entries(methodNames())) {
    Object.defineProperty(target.prototype, method, {
      value(this: Expr): Expr {
        return callScalar(name, [this]);
      },
      configurable: true,
      writable: true,
    });
  }
}
