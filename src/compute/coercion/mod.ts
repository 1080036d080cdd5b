/**
 * Type coercion: which types two or more values are brought to before a kernel sees them.
 *
 * - Pure functions of types, named after DataFusion 55's; null means that there is no common type.
 * - Comparing prefers numbers over text, unifying (UNION, CASE, coalesce) prefers text or one category.
 * - No casts here: `compute/cast` does them, `plan/analyze` asks for them.
 *
 * May import: `arrow`, `errors`, and `canCast` of `compute/cast`.
 */
export { type ArithmeticOperator, type ArithmeticResult, arithmeticResult } from "./arithmetic_result.ts";
export { arithmeticCoercion, type BinaryCoercion, coerceBinary, type OperatorClass } from "./binary_coercion.ts";
export {
  comparisonCoercion,
  getCoerceTypeForCaseExpression,
  getCoerceTypeForCaseWhen,
  getCoerceTypeForList,
  likeCoercion,
  regexCoercion,
  typeUnionCoercion,
} from "./comparison_coercion.ts";
export { equalsDatatype } from "./equals_datatype.ts";
export {
  type Coercion,
  dictionaryCoercion,
  listCoercion,
  mapCoercion,
  runEndCoercion,
  structCoercion,
} from "./nested_coercion.ts";
export { nullCoercion, regexNullCoercion } from "./null_coercion.ts";
export {
  binaryNumericCoercion,
  bitwiseCoercion,
  coerceNumericTypeToDecimal,
  decimalCoercion,
  getWiderDecimalType,
  getWiderDecimalTypeCrossVariant,
  mathDecimalCoercion,
  mathematicsNumericalCoercion,
  numericalCoercion,
} from "./numeric_coercion.ts";
export {
  binaryCoercion,
  binaryToStringCoercion,
  stringCoercion,
  stringNumericCoercion,
  stringNumericUnionCoercion,
  stringTemporalCoercion,
} from "./string_coercion.ts";
export { stringConcatCoercion } from "./string_concat_coercion.ts";
export {
  temporalCoercion,
  temporalCoercionNonstrictTimezone,
  temporalCoercionStrictTimezone,
  temporalMathCoercion,
} from "./temporal_coercion.ts";
export { tryTypeUnionResolution, typeUnionResolution, typeUnionResolutionCoercion } from "./type_union_resolution.ts";
