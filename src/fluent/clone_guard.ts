/**
 * A value that structured clone refuses, kept as an ordinary property: `postMessage` then throws instead of delivering an empty object.
 * Engines quote the source of a function that they cannot clone, so the source is the advice.
 */
export type CloneGuard = () => string;

/** For expressions and sort keys. */
export const exprCloneGuard: CloneGuard = () => "Cannot post an expression itself: send expr.toBytes(), or pack(value)";

/** For data frames. */
export const dataFrameCloneGuard: CloneGuard = () =>
  "Cannot post a DataFrame itself: send the bytes of await df.toIpc(), or its expressions";
