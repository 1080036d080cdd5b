/**
 * Functions over lists, maps and structs.
 *
 * - Lists are put together from row numbers (`list_assembler.ts`); values are gathered once, at the end.
 * - Lists of a fixed size become lists with offsets wherever the result is a list.
 * - What could need more memory than there is fails before it asks for it, with the row that does.
 *
 * May import: the helpers of `functions/`, and what those may.
 */
import type { ScalarFunction } from "../../udf/mod.ts";
import { arrayAppend, arrayPrepend } from "./array_append.ts";
import { arrayConcat, flatten } from "./array_concat.ts";
import { arrayAnyValue, arrayElement } from "./array_element.ts";
import { arrayHas, arrayHasAll, arrayHasAny } from "./array_has.ts";
import { arrayDims, arrayLength, arrayNdims, cardinality, empty } from "./array_length.ts";
import { arrayAdd, arrayNormalize, arrayScale, arraySubtract } from "./array_math.ts";
import { arrayMax, arrayMin } from "./array_max.ts";
import { arrayPopBack, arrayPopFront } from "./array_pop.ts";
import { arrayPosition, arrayPositions } from "./array_position.ts";
import {
  arrayRemove,
  arrayRemoveAll,
  arrayRemoveN,
  arrayReplace,
  arrayReplaceAll,
  arrayReplaceN,
} from "./array_remove.ts";
import { arrayRepeat, arrayResize } from "./array_repeat.ts";
import { arrayCompact, arrayReverse } from "./array_reverse.ts";
import { arrayDistinct, arrayExcept, arrayIntersect, arrayUnion } from "./array_set.ts";
import { arraySlice } from "./array_slice.ts";
import { arraySort } from "./array_sort.ts";
import { arrayToString } from "./array_to_string.ts";
import { arraysZip } from "./arrays_zip.ts";
import { makeArray } from "./make_array.ts";
import { map } from "./map.ts";
import { mapEntries, mapExtract, mapKeys, mapValues } from "./map_parts.ts";
import { generateSeries, range } from "./range.ts";
import { stringToArray } from "./string_to_array.ts";
import { namedStruct, struct } from "./struct.ts";
import { arrayAvg, arrayDistance, arrayProduct, arraySum, cosineDistance, innerProduct } from "./vector_distance.ts";

/** The built-in scalar functions of this theme. */
export const nestedFunctions: readonly ScalarFunction[] = Object.freeze([
  arrayAdd,
  arrayAnyValue,
  arrayAppend,
  arrayAvg,
  arrayCompact,
  arrayConcat,
  arrayDims,
  arrayDistance,
  arrayDistinct,
  arrayElement,
  arrayExcept,
  arrayHas,
  arrayHasAll,
  arrayHasAny,
  arrayIntersect,
  arrayLength,
  arrayMax,
  arrayMin,
  arrayNdims,
  arrayNormalize,
  arrayPopBack,
  arrayPopFront,
  arrayPosition,
  arrayPositions,
  arrayPrepend,
  arrayProduct,
  arrayRemove,
  arrayRemoveAll,
  arrayRemoveN,
  arrayRepeat,
  arrayReplace,
  arrayReplaceAll,
  arrayReplaceN,
  arrayResize,
  arrayReverse,
  arrayScale,
  arraySlice,
  arraySort,
  arraySubtract,
  arraySum,
  arraysZip,
  arrayToString,
  arrayUnion,
  cardinality,
  cosineDistance,
  empty,
  flatten,
  generateSeries,
  innerProduct,
  makeArray,
  map,
  mapEntries,
  mapExtract,
  mapKeys,
  mapValues,
  namedStruct,
  range,
  stringToArray,
  struct,
]);
