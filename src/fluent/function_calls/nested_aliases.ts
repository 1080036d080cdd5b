/** Other names of the functions of lists, maps and structs. */
import {
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
  empty,
  generateSeries,
  innerProduct,
  makeArray,
  mapExtract,
  stringToArray,
  struct,
} from "./nested_functions.ts";

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

/** The same as {@linkcode arrayToString}. */
export const arrayJoin: typeof arrayToString = arrayToString;

/** The same as {@linkcode arrayToString}. */
export const listToString: typeof arrayToString = arrayToString;

/** The same as {@linkcode arrayToString}. */
export const listJoin: typeof arrayToString = arrayToString;

/** The same as {@linkcode arraySort}. */
export const listSort: typeof arraySort = arraySort;

/** The same as {@linkcode generateSeries}. */
export const genSeries: typeof generateSeries = generateSeries;
