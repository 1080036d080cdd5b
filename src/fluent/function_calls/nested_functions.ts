/** Lists, maps and structs: calls of DataFusion's functions by their names in camelCase. Plain values become literals. */
import { T } from "../../arrow/mod.ts";
import { Expr, type ExprInput } from "../expr.ts";
import { callScalar, callWith, isOptions, type Named, named, type Optional, utf8 } from "./call.ts";

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
export function arrayPosition(list: ExprInput, element: ExprInput, index?: Optional<"index">): Expr {
  const { index: from = 1 } = named<"index", ExprInput>("array_position", ["index"], [index]);
  return callScalar("array_position", [list, element, from]);
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
export function arraySlice(list: ExprInput, begin: ExprInput, end: ExprInput, stride?: Optional<"stride">): Expr {
  return callWith("array_slice", [list, begin, end], ["stride"], [stride]);
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

/** Parts of a text cut at a delimiter; parts equal to `nullString` are null. */
export function stringToArray(text: ExprInput, delimiter: ExprInput, nullString?: Optional<"nullString">): Expr {
  return callWith("string_to_array", [text, delimiter], ["nullString"], [nullString]);
}

/** A struct with fields c0, c1, … */
export function struct(...values: readonly ExprInput[]): Expr {
  return callScalar("struct", [...values]);
}

/** Elements as text with a delimiter between them; nulls as `nullString`, or left out. */
export function arrayToString(list: ExprInput, delimiter: ExprInput, nullString?: Optional<"nullString">): Expr {
  const text = Expr.from(delimiter).cast(T.Utf8);
  return callWith("array_to_string", [list, text], ["nullString"], [nullString]);
}

/** Elements in order: ascending, nulls last unless told. */
export function arraySort(
  list: ExprInput,
  descending?: boolean | Named<"descending" | "nullFirst", boolean>,
  nullFirst?: boolean,
): Expr {
  const options = named<"descending" | "nullFirst", boolean>(
    "array_sort",
    ["descending", "nullFirst"],
    [descending, nullFirst],
  );
  const [order, nulls] = [options.descending ? "DESC" : "ASC", options.nullFirst ? "NULLS FIRST" : "NULLS LAST"];
  return callScalar("array_sort", [list, utf8(order), utf8(nulls)]);
}

/** A list of whole numbers, dates or timestamps from `start` (default 0) up to but without `stop`; one argument is `stop`. */
export function range(start: Optional<Bound>, stop?: Optional<Bound>, step?: Optional<"step">): Expr {
  return series("range", [start, stop, step]);
}

/** A list of whole numbers, dates or timestamps from `start` (default 0) up to and with `stop`; one argument is `stop`. */
export function generateSeries(start: Optional<Bound>, stop?: Optional<Bound>, step?: Optional<"step">): Expr {
  return series("generate_series", [start, stop, step]);
}

type Bound = "start" | "stop" | "step";

function series(name: string, args: readonly (Optional<Bound> | undefined)[]): Expr {
  const given = args.filter((arg) => arg !== undefined);
  const alone = given.filter((arg) => !isOptions(arg)).length === 1;
  const options = given.find(isOptions) as Named<Bound, ExprInput> | undefined;
  const first: readonly (Optional<Bound> | undefined)[] = alone && options?.stop === undefined ? [0, ...given] : given;
  const { start = 0, stop, step } = named<Bound, ExprInput>(name, ["start", "stop", "step"], first);
  if (stop === undefined) throw new TypeError(`Cannot call ${name}(): it is given no stop, must be given one`);
  return callScalar(name, step === undefined ? [start, stop] : [start, stop, step]);
}
