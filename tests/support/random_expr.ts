import fc from "fast-check";
import {
  type ArrowType,
  decimalType,
  dictionaryType,
  durationType,
  field,
  fixedSizeBinaryType,
  intervalType,
  listType,
  mapType,
  type Scalar,
  scalar,
  structType,
  T,
  timestampType,
  timeType,
} from "../../src/arrow/mod.ts";
import * as e from "../../src/expr/mod.ts";
import type { ExprNode } from "../../src/expr/mod.ts";
import { functionRef } from "../../src/udf/mod.ts";

/** One to four bytes in UTF-8; quotes, escapes, controls, and a mark that joins the letter before it. */
const oddCharacters = [..."aZ0 .,\"\\'`\n\t\0éß€日👍𝄞\u200b\u0301"];
const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(...oddCharacters), maxLength: 40 }),
  fc.constantFrom("a", "price", "é", "x".repeat(130)),
);
/** Never an alias of DataFusion's, which decoding replaces. */
const fnName = text.map((name) => `f_${name}`);
const int64 = fc.oneof(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), fc.bigInt(-300n, 300n));
const int32 = fc.oneof(fc.integer(), fc.integer({ min: -300, max: 300 }));
const bytes = fc.uint8Array({ maxLength: 20 });
const single = fc.float({ noNaN: true });
const double = fc.double({ noNaN: true });
const unit = fc.constantFrom("s", "ms", "us", "ns");
const zone = fc.constantFrom(null, "UTC", "+05:30", "Europe/Rome");

const simpleTypes = Object.values(T);
/** Types without and with parameters, nested ones too. */
const anyType: fc.Arbitrary<ArrowType> = fc.letrec<{ type: ArrowType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom<ArrowType>(...simpleTypes),
    fc.tuple(unit, zone).map(([u, z]) => timestampType(u, z)),
    unit.map(durationType),
    unit.map(timeType),
    fc.constantFrom("YearMonth" as const, "DayTime" as const, "MonthDayNano" as const).map(intervalType),
    fc.tuple(fc.integer({ min: 1, max: 38 }), fc.integer({ min: -10, max: 38 })).map(([p, s]) => decimalType(p, s)),
    fc.integer({ min: 1, max: 300 }).map(fixedSizeBinaryType),
    fc.tuple(tie("type"), fc.boolean(), text).map(([type, nullable, name]) => listType(field(name, type, nullable))),
    fc.array(fc.tuple(text, tie("type"), fc.boolean()), { maxLength: 3 })
      .map((fields) => structType(fields.map(([name, type, nullable]) => field(name, type, nullable)))),
    fc.tuple(tie("type"), tie("type")).map(([key, value]) =>
      mapType(field("entries", structType([field("key", key, false), field("value", value)]), false))
    ),
    tie("type").map((value) => dictionaryType(T.Int32, value)),
  ),
})).type;

/** Literals of every type whose value is one JavaScript value. */
const literalScalar: fc.Arbitrary<Scalar> = fc.oneof(
  int64.map((v) => scalar(T.Int64, v)),
  double.map((v) => scalar(T.Float64, v)),
  text.map((v) => scalar(T.Utf8View, v)),
  text.map((v) => scalar(T.Utf8, v)),
  text.map((v) => scalar(T.LargeUtf8, v)),
  fc.boolean().map((v) => scalar(T.Boolean, v)),
  fc.constantFrom(...simpleTypes).map((type) => scalar(type, null)),
  fc.tuple(unit, zone).map(([u, z]) => scalar(timestampType(u, z), null)),
  fc.integer({ min: -128, max: 127 }).map((v) => scalar(T.Int8, v)),
  fc.integer({ min: -32768, max: 32767 }).map((v) => scalar(T.Int16, v)),
  int32.map((v) => scalar(T.Int32, v)),
  fc.nat(255).map((v) => scalar(T.UInt8, v)),
  fc.nat(65535).map((v) => scalar(T.UInt16, v)),
  fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((v) => scalar(T.UInt32, v)),
  fc.bigInt(0n, 2n ** 64n - 1n).map((v) => scalar(T.UInt64, v)),
  single.map((v) => scalar(T.Float32, v)),
  int32.map((v) => scalar(T.Date32, v)),
  int64.map((v) => scalar(T.Date64, v)),
  bytes.map((v) => scalar(T.Binary, v)),
  bytes.map((v) => scalar(T.LargeBinary, v)),
  bytes.map((v) => scalar(T.BinaryView, v)),
  fc.uint8Array({ minLength: 3, maxLength: 3 }).map((v) => scalar(fixedSizeBinaryType(3), v)),
  fc.tuple(unit, int64).map(([u, v]) => scalar(durationType(u), v)),
  fc.tuple(unit, zone, int64).map(([u, z, v]) => scalar(timestampType(u, z), v)),
  fc.tuple(fc.constantFrom("s" as const, "ms" as const), fc.nat()).map(([u, v]) => scalar(timeType(u), v)),
  fc.tuple(fc.constantFrom("us" as const, "ns" as const), int64).map(([u, v]) => scalar(timeType(u), v)),
  int32.map((v) => scalar(intervalType("YearMonth"), v)),
  fc.tuple(int32, int32).map(([days, ms]) =>
    scalar(intervalType("DayTime"), { months: 0, days, nanoseconds: BigInt(ms) * 1_000_000n })
  ),
  fc.tuple(int32, int32, int64).map(([months, days, nanoseconds]) =>
    scalar(intervalType("MonthDayNano"), { months, days, nanoseconds })
  ),
  fc.tuple(fc.bigInt(-(10n ** 37n), 10n ** 37n), fc.integer({ min: -5, max: 38 })).map(([v, s]) =>
    scalar(decimalType(38, s), v)
  ),
  fc.bigInt(-(10n ** 75n), 10n ** 75n).map((v) => scalar(decimalType(76, 3, "Decimal256"), v)),
  fc.bigInt(-999999999n, 999999999n).map((v) => scalar(decimalType(9, 0, "Decimal32"), v)),
  fc.bigInt(-(10n ** 17n), 10n ** 17n).map((v) => scalar(decimalType(18, 2, "Decimal64"), v)),
  text.map((v) => scalar(dictionaryType(T.Int8, T.Utf8), { scalar: scalar(T.Utf8, v) })),
);

const reference = fc.array(fc.constantFrom("t", "S", "c d"), { minLength: 1, maxLength: 3 });
const metadata = fc.option(
  fc.dictionary(fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom("a", "b", "é") }), text, {
    minKeys: 1,
    maxKeys: 3,
  }),
  { nil: undefined },
);
const treatment = fc.constantFrom(null, "respectNulls" as const, "ignoreNulls" as const);
const operators = Object.keys(e.BINARY_OPERATORS) as e.BinaryOperator[];
const bound = fc.oneof(
  fc.constant(e.windowFrameBound("currentRow")),
  fc.tuple(fc.constantFrom("preceding" as const, "following" as const), fc.option(fc.bigInt(0n, 1000n)))
    .map(([kind, n]) => e.windowFrameBound(kind, scalar(T.UInt64, n))),
);

/** Expressions of every kind that DataFusion's bytes can hold. */
export const randomExpr: fc.Arbitrary<ExprNode> = fc.letrec<{ expr: ExprNode }>((tie) => {
  const expr = tie("expr");
  const list = fc.array(expr, { maxLength: 3 });
  const optional = fc.option(expr);
  const keys = fc.array(
    fc.tuple(expr, fc.boolean(), fc.boolean()).map(([x, ascending, first]) => e.sortExpr(x, ascending, first)),
    { maxLength: 2 },
  );
  const branches = fc.array(fc.tuple(expr, expr).map(([when, then]) => ({ when, then })), { maxLength: 2 });
  return {
    expr: fc.oneof(
      { depthSize: "medium", maxDepth: 6 },
      // The first is taken where the tree must end.
      fc.oneof(
        fc.tuple(fc.option(fc.constantFrom("t", "s.t", "")), text).map(([relation, name]) => e.column(name, relation)),
        literalScalar.map((value) => e.literal(value)),
      ),
      fc.tuple(expr, text, fc.option(reference), metadata).map((parts) => e.alias(...parts)),
      fc.tuple(fc.constantFrom(...operators), expr, expr).map((parts) => e.binary(...parts)),
      expr.map(e.not),
      expr.map(e.negative),
      fc.tuple(
        fc.constantFrom(
          "isNull" as const,
          "isNotNull" as const,
          "isTrue" as const,
          "isFalse" as const,
          "isUnknown" as const,
          "isNotTrue" as const,
          "isNotFalse" as const,
          "isNotUnknown" as const,
        ),
        expr,
      ).map((parts) => e.is(...parts)),
      fc.tuple(expr, expr, expr, fc.boolean()).map((parts) => e.between(...parts)),
      fc.tuple(
        fc.constantFrom("like" as const, "ilike" as const, "similarTo" as const),
        expr,
        expr,
        fc.boolean(),
        fc.constantFrom(null, "!", "\\"),
      ).map((parts) => e.like(...parts)),
      fc.tuple(optional, branches, optional).map((parts) => e.caseWhen(...parts)),
      fc.tuple(expr, anyType, fc.constantFrom("cast" as const, "tryCast" as const), fc.boolean(), metadata)
        .map(([x, type, kind, nullable, m]) => e.cast(x, type, kind, { nullable, metadata: m })),
      fc.tuple(expr, list, fc.boolean()).map((parts) => e.inList(...parts)),
      fc.tuple(fnName, list).map(([name, args]) => e.scalarFunction(functionRef("scalar", name), args)),
      fc.tuple(bytes, list).map(([payload, args]) =>
        e.scalarFunction(functionRef("scalar", "foreign", { payload: Uint8Array.of(0x58, ...payload) }), args)
      ),
      fc.tuple(fnName, list, fc.boolean(), optional, keys, treatment).map((
        [name, args, distinct, filter, orderBy, n],
      ) => e.aggregateFunction(functionRef("aggregate", name), args, { distinct, filter, orderBy, nullTreatment: n })),
      fc.record({
        kind: fc.constantFrom("aggregate" as const, "window" as const),
        name: fnName,
        args: list,
        partitionBy: list,
        orderBy: keys,
        start: bound,
        end: bound,
        nullTreatment: treatment,
        distinct: fc.boolean(),
        filter: optional,
      }).map(({ kind, name, args, start, end, ...options }) =>
        e.windowFunction(functionRef(kind, name), args, { ...options, frame: e.windowFrame("rows", start, end) })
      ),
      fc.array(list, { maxLength: 2 }).map(e.groupingSets),
      fc.tuple(fc.constantFrom("cube" as const, "rollup" as const), list).map((parts) => e.cube(...parts)),
      fc.option(reference).map((qualifier) => e.wildcard(qualifier)),
      text.map((id) => e.placeholder(id)),
      fc.tuple(text, anyType, fc.boolean(), metadata).map(([id, type, nullable, m]) =>
        e.placeholder(id, type, m ? { nullable, metadata: m } : { nullable })
      ),
      fc.tuple(expr, fc.boolean()).map(([x, outer]) => e.unnest([x], outer)),
      fc.tuple(fnName, list).map(([name, args]) => e.higherOrder(functionRef("scalar", name), args)),
      fc.tuple(fc.array(text, { maxLength: 2 }), expr).map((parts) => e.lambda(...parts)),
      fc.tuple(text, fc.option(anyType, { nil: undefined })).map(([name, type]) =>
        e.lambdaVariable(name, type && field("p", type))
      ),
    ),
  };
}).expr;
