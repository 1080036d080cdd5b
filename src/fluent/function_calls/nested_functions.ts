/** Lists, maps and structs: calls of DataFusion's functions by their names in camelCase. Plain values become literals. */
import type { Expr, ExprInput } from "../expr.ts";
import { callScalar, given } from "./call.ts";

/** Sums of the elements at the same places. */
export function arrayAdd(a: ExprInput, b: ExprInput): Expr {
  return callScalar("array_add", [a, b]);
}

/** The first element that is not null. */
export function arrayAnyValue(list: ExprInput): Expr {
  return callScalar("array_any_value", [list]);
}

/** List with an element at its end. */
export function arrayAppend(list: ExprInput, element: ExprInput): Expr {
  return callScalar("array_append", [list, element]);
}

/** Mean of the elements. */
export function arrayAvg(list: ExprInput): Expr {
  return callScalar("array_avg", [list]);
}

/** List without nulls. */
export function arrayCompact(list: ExprInput): Expr {
  return callScalar("array_compact", [list]);
}

/** Lists one after the other. */
export function arrayConcat(...lists: readonly ExprInput[]): Expr {
  return callScalar("array_concat", [...lists]);
}

/** Lengths of the levels of nesting. */
export function arrayDims(list: ExprInput): Expr {
  return callScalar("array_dims", [list]);
}

/** Euclidean distance of two lists of numbers. */
export function arrayDistance(a: ExprInput, b: ExprInput): Expr {
  return callScalar("array_distance", [a, b]);
}

/** Each element once. */
export function arrayDistinct(list: ExprInput): Expr {
  return callScalar("array_distinct", [list]);
}

/** The element at a position from 1, from the end where negative; null where there is none. */
export function arrayElement(list: ExprInput, n: ExprInput): Expr {
  return callScalar("array_element", [list, n]);
}

/** Elements of the first list that the second does not have, each once. */
export function arrayExcept(a: ExprInput, b: ExprInput): Expr {
  return callScalar("array_except", [a, b]);
}

/** Whether a list has an element. */
export function arrayHas(list: ExprInput, element: ExprInput): Expr {
  return callScalar("array_has", [list, element]);
}

/** Whether a list has every element of another. */
export function arrayHasAll(list: ExprInput, elements: ExprInput): Expr {
  return callScalar("array_has_all", [list, elements]);
}

/** Whether two lists have an element in common. */
export function arrayHasAny(list: ExprInput, elements: ExprInput): Expr {
  return callScalar("array_has_any", [list, elements]);
}

/** Elements that both lists have, each once. */
export function arrayIntersect(a: ExprInput, b: ExprInput): Expr {
  return callScalar("array_intersect", [a, b]);
}

/** Number of elements; null for null. */
export function arrayLength(list: ExprInput): Expr {
  return callScalar("array_length", [list]);
}

/** Largest element. */
export function arrayMax(list: ExprInput): Expr {
  return callScalar("array_max", [list]);
}

/** Smallest element. */
export function arrayMin(list: ExprInput): Expr {
  return callScalar("array_min", [list]);
}

/** Levels of nesting. */
export function arrayNdims(list: ExprInput): Expr {
  return callScalar("array_ndims", [list]);
}

/** List scaled to length 1 as a vector. */
export function arrayNormalize(list: ExprInput): Expr {
  return callScalar("array_normalize", [list]);
}

/** List without its last element. */
export function arrayPopBack(list: ExprInput): Expr {
  return callScalar("array_pop_back", [list]);
}

/** List without its first element. */
export function arrayPopFront(list: ExprInput): Expr {
  return callScalar("array_pop_front", [list]);
}

/** Position, from 1, of an element, searched from `index`; null where it is not there. */
export function arrayPosition(list: ExprInput, element: ExprInput, index: ExprInput = 1): Expr {
  return callScalar("array_position", [list, element, index]);
}

/** All positions of an element. */
export function arrayPositions(list: ExprInput, element: ExprInput): Expr {
  return callScalar("array_positions", [list, element]);
}

/** List with an element at its start. */
export function arrayPrepend(element: ExprInput, list: ExprInput): Expr {
  return callScalar("array_prepend", [element, list]);
}

/** Product of the elements. */
export function arrayProduct(list: ExprInput): Expr {
  return callScalar("array_product", [list]);
}

/** List without the first occurrence of an element. */
export function arrayRemove(list: ExprInput, element: ExprInput): Expr {
  return callScalar("array_remove", [list, element]);
}

/** List without every occurrence of an element. */
export function arrayRemoveAll(list: ExprInput, element: ExprInput): Expr {
  return callScalar("array_remove_all", [list, element]);
}

/** List without the first `max` occurrences of an element. */
export function arrayRemoveN(list: ExprInput, element: ExprInput, max: ExprInput): Expr {
  return callScalar("array_remove_n", [list, element, max]);
}

/** A list of an element, `count` times. */
export function arrayRepeat(element: ExprInput, count: ExprInput): Expr {
  return callScalar("array_repeat", [element, count]);
}

/** List with the first occurrence of an element replaced. */
export function arrayReplace(list: ExprInput, from: ExprInput, to: ExprInput): Expr {
  return callScalar("array_replace", [list, from, to]);
}

/** List with every occurrence of an element replaced. */
export function arrayReplaceAll(list: ExprInput, from: ExprInput, to: ExprInput): Expr {
  return callScalar("array_replace_all", [list, from, to]);
}

/** List with the first `max` occurrences of an element replaced. */
export function arrayReplaceN(list: ExprInput, from: ExprInput, to: ExprInput, max: ExprInput): Expr {
  return callScalar("array_replace_n", [list, from, to, max]);
}

/** List cut or filled with `value` to a size. */
export function arrayResize(list: ExprInput, size: ExprInput, value: ExprInput): Expr {
  return callScalar("array_resize", [list, size, value]);
}

/** Elements in the opposite order. */
export function arrayReverse(list: ExprInput): Expr {
  return callScalar("array_reverse", [list]);
}

/** Every element times a factor. */
export function arrayScale(list: ExprInput, factor: ExprInput): Expr {
  return callScalar("array_scale", [list, factor]);
}

/** Elements from `begin` to `end`, both counted from 1 and included. */
export function arraySlice(list: ExprInput, begin: ExprInput, end: ExprInput, stride?: ExprInput): Expr {
  return callScalar("array_slice", given([list, begin, end, stride]));
}

/** Differences of the elements at the same places. */
export function arraySubtract(a: ExprInput, b: ExprInput): Expr {
  return callScalar("array_subtract", [a, b]);
}

/** Sum of the elements. */
export function arraySum(list: ExprInput): Expr {
  return callScalar("array_sum", [list]);
}

/** Elements of either list, each once. */
export function arrayUnion(a: ExprInput, b: ExprInput): Expr {
  return callScalar("array_union", [a, b]);
}

/** A list of structs from the elements at the same places. */
export function arraysZip(...lists: readonly ExprInput[]): Expr {
  return callScalar("arrays_zip", [...lists]);
}

/** Number of elements of a list or map. */
export function cardinality(value: ExprInput): Expr {
  return callScalar("cardinality", [value]);
}

/** 1 minus the cosine of the angle between two lists of numbers. */
export function cosineDistance(a: ExprInput, b: ExprInput): Expr {
  return callScalar("cosine_distance", [a, b]);
}

/** Whether a list has no elements. */
export function empty(list: ExprInput): Expr {
  return callScalar("empty", [list]);
}

/** A list of lists as one list. */
export function flatten(list: ExprInput): Expr {
  return callScalar("flatten", [list]);
}

/** Sum of the products of the elements at the same places. */
export function innerProduct(a: ExprInput, b: ExprInput): Expr {
  return callScalar("inner_product", [a, b]);
}

/** A list of the arguments. */
export function makeArray(...elements: readonly ExprInput[]): Expr {
  return callScalar("make_array", [...elements]);
}

/** A list of structs of key and value. */
export function mapEntries(map: ExprInput): Expr {
  return callScalar("map_entries", [map]);
}

/** The value of a key as a list; of one null where it is not there. */
export function mapExtract(map: ExprInput, key: ExprInput): Expr {
  return callScalar("map_extract", [map, key]);
}

/** The keys as a list. */
export function mapKeys(map: ExprInput): Expr {
  return callScalar("map_keys", [map]);
}

/** The values as a list. */
export function mapValues(map: ExprInput): Expr {
  return callScalar("map_values", [map]);
}

/** Parts of a text cut at a delimiter; parts equal to `nullText` are null. */
export function stringToArray(text: ExprInput, delimiter: ExprInput, nullText?: ExprInput): Expr {
  return callScalar("string_to_array", given([text, delimiter, nullText]));
}

/** A struct with fields c0, c1, … */
export function struct(...values: readonly ExprInput[]): Expr {
  return callScalar("struct", [...values]);
}

/** The same as {@linkcode makeArray}. */
export const array: typeof makeArray = makeArray;

/** The same as {@linkcode makeArray}. */
export const makeList: typeof makeArray = makeArray;

/** The same as {@linkcode arrayConcat}. */
export const arrayCat: typeof arrayConcat = arrayConcat;

/** The same as {@linkcode arrayConcat}. */
export const listCat: typeof arrayConcat = arrayConcat;

/** The same as {@linkcode arrayConcat}. */
export const listConcat: typeof arrayConcat = arrayConcat;

/** The same as {@linkcode arrayHas}. */
export const arrayContains: typeof arrayHas = arrayHas;

/** The same as {@linkcode arrayHas}. */
export const listContains: typeof arrayHas = arrayHas;

/** The same as {@linkcode arrayHas}. */
export const listHas: typeof arrayHas = arrayHas;

/** The same as {@linkcode arrayHasAll}. */
export const listHasAll: typeof arrayHasAll = arrayHasAll;

/** The same as {@linkcode arrayHasAny}. */
export const listHasAny: typeof arrayHasAny = arrayHasAny;

/** The same as {@linkcode arrayHasAny}. */
export const arraysOverlap: typeof arrayHasAny = arrayHasAny;

/** The same as {@linkcode arrayHasAny}. */
export const listOverlap: typeof arrayHasAny = arrayHasAny;

/** The same as {@linkcode empty}. */
export const arrayEmpty: typeof empty = empty;

/** The same as {@linkcode empty}. */
export const listEmpty: typeof empty = empty;

/** The same as {@linkcode arrayElement}. */
export const arrayExtract: typeof arrayElement = arrayElement;

/** The same as {@linkcode arrayElement}. */
export const listElement: typeof arrayElement = arrayElement;

/** The same as {@linkcode arrayElement}. */
export const listExtract: typeof arrayElement = arrayElement;

/** The same as {@linkcode arrayPosition}. */
export const arrayIndexof: typeof arrayPosition = arrayPosition;

/** The same as {@linkcode arrayPosition}. */
export const listIndexof: typeof arrayPosition = arrayPosition;

/** The same as {@linkcode arrayPosition}. */
export const listPosition: typeof arrayPosition = arrayPosition;

/** The same as {@linkcode arrayAppend}. */
export const arrayPushBack: typeof arrayAppend = arrayAppend;

/** The same as {@linkcode arrayAppend}. */
export const listPushBack: typeof arrayAppend = arrayAppend;

/** The same as {@linkcode arrayAppend}. */
export const listAppend: typeof arrayAppend = arrayAppend;

/** The same as {@linkcode arrayPrepend}. */
export const arrayPushFront: typeof arrayPrepend = arrayPrepend;

/** The same as {@linkcode arrayPrepend}. */
export const listPushFront: typeof arrayPrepend = arrayPrepend;

/** The same as {@linkcode arrayPrepend}. */
export const listPrepend: typeof arrayPrepend = arrayPrepend;

/** The same as {@linkcode arrayAdd}. */
export const listAdd: typeof arrayAdd = arrayAdd;

/** The same as {@linkcode arrayAnyValue}. */
export const listAnyValue: typeof arrayAnyValue = arrayAnyValue;

/** The same as {@linkcode arrayAvg}. */
export const listAvg: typeof arrayAvg = arrayAvg;

/** The same as {@linkcode arrayCompact}. */
export const listCompact: typeof arrayCompact = arrayCompact;

/** The same as {@linkcode arrayDims}. */
export const listDims: typeof arrayDims = arrayDims;

/** The same as {@linkcode arrayDistance}. */
export const listDistance: typeof arrayDistance = arrayDistance;

/** The same as {@linkcode arrayDistinct}. */
export const listDistinct: typeof arrayDistinct = arrayDistinct;

/** The same as {@linkcode arrayExcept}. */
export const listExcept: typeof arrayExcept = arrayExcept;

/** The same as {@linkcode arrayIntersect}. */
export const listIntersect: typeof arrayIntersect = arrayIntersect;

/** The same as {@linkcode arrayLength}. */
export const listLength: typeof arrayLength = arrayLength;

/** The same as {@linkcode arrayMax}. */
export const listMax: typeof arrayMax = arrayMax;

/** The same as {@linkcode arrayMin}. */
export const listMin: typeof arrayMin = arrayMin;

/** The same as {@linkcode arrayNdims}. */
export const listNdims: typeof arrayNdims = arrayNdims;

/** The same as {@linkcode arrayNormalize}. */
export const listNormalize: typeof arrayNormalize = arrayNormalize;

/** The same as {@linkcode arrayPopBack}. */
export const listPopBack: typeof arrayPopBack = arrayPopBack;

/** The same as {@linkcode arrayPopFront}. */
export const listPopFront: typeof arrayPopFront = arrayPopFront;

/** The same as {@linkcode arrayPositions}. */
export const listPositions: typeof arrayPositions = arrayPositions;

/** The same as {@linkcode arrayProduct}. */
export const listProduct: typeof arrayProduct = arrayProduct;

/** The same as {@linkcode arrayRemove}. */
export const listRemove: typeof arrayRemove = arrayRemove;

/** The same as {@linkcode arrayRemoveAll}. */
export const listRemoveAll: typeof arrayRemoveAll = arrayRemoveAll;

/** The same as {@linkcode arrayRemoveN}. */
export const listRemoveN: typeof arrayRemoveN = arrayRemoveN;

/** The same as {@linkcode arrayRepeat}. */
export const listRepeat: typeof arrayRepeat = arrayRepeat;

/** The same as {@linkcode arrayReplace}. */
export const listReplace: typeof arrayReplace = arrayReplace;

/** The same as {@linkcode arrayReplaceAll}. */
export const listReplaceAll: typeof arrayReplaceAll = arrayReplaceAll;

/** The same as {@linkcode arrayReplaceN}. */
export const listReplaceN: typeof arrayReplaceN = arrayReplaceN;

/** The same as {@linkcode arrayResize}. */
export const listResize: typeof arrayResize = arrayResize;

/** The same as {@linkcode arrayReverse}. */
export const listReverse: typeof arrayReverse = arrayReverse;

/** The same as {@linkcode arrayScale}. */
export const listScale: typeof arrayScale = arrayScale;

/** The same as {@linkcode arraySlice}. */
export const listSlice: typeof arraySlice = arraySlice;

/** The same as {@linkcode arraySubtract}. */
export const listSubtract: typeof arraySubtract = arraySubtract;

/** The same as {@linkcode arraySum}. */
export const listSum: typeof arraySum = arraySum;

/** The same as {@linkcode arrayUnion}. */
export const listUnion: typeof arrayUnion = arrayUnion;

/** The same as {@linkcode arraysZip}. */
export const listZip: typeof arraysZip = arraysZip;

/** The same as {@linkcode stringToArray}. */
export const stringToList: typeof stringToArray = stringToArray;

/** The same as {@linkcode innerProduct}. */
export const dotProduct: typeof innerProduct = innerProduct;

/** The same as {@linkcode mapExtract}. */
export const elementAt: typeof mapExtract = mapExtract;

/** The same as {@linkcode struct}. */
export const row: typeof struct = struct;
