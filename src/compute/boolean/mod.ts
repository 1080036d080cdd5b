/**
 * Three-valued logic over bitmaps, whole bytes at a time.
 *
 * - Sides are booleans or of the null type; bits of null rows mean nothing.
 * - Both sides are given: when the right one need not be computed is decided by `exec/expression`.
 *
 * May import: `arrow`, `errors`, `compute/comparison`.
 */
export { andKleene, orKleene } from "./kleene.ts";
export { not, type TruthTest, truthTest } from "./truth.ts";
