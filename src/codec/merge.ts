/**
 * What a reader gives for a message in which a member stands twice: protobuf merges such members, so the expression around is read
 * again through the generated messages, which do that.
 */
export const MERGE = null;
/** The type of {@linkcode MERGE}. */
export type Merge = typeof MERGE;
