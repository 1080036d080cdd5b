import type { Batch, Schema } from "../arrow/mod.ts";
import type { ExprNode } from "../expr/mod.ts";

/** How far a table applies a filter by itself: wholly, only to skip data, or not at all. */
export type FilterPushdown = "exact" | "inexact" | "unsupported";

/** What a query wants from a table. */
export interface ScanRequest {
  /** Indices of the wanted columns in the provider's schema, in the wanted order; null is all of them. */
  readonly projection: readonly number[] | null;
  /** Predicates over the provider's schema that it said it supports, joined by AND. */
  readonly filters: readonly ExprNode[];
  /** Rows after which the query needs no more; null is no limit. A provider may give more. */
  readonly limit: number | null;
  /** Rows a batch should have, at most. */
  readonly batchSize: number;
  /** Stops the scan. */
  readonly signal?: AbortSignal | undefined;
}

/** One independent stream of a table's rows; partitions may be read at the same time. */
export interface ScanPartition {
  /** Batches of the requested columns, in order. Ending the iteration early releases what it holds. */
  batches(): AsyncIterable<Batch>;
}

/** What is known of a table without reading it. Every figure is exact unless said; absent where unknown. */
export interface TableStatistics {
  readonly numRows?: number | undefined;
  readonly sizeBytes?: number | undefined;
  readonly exact?: boolean | undefined;
  /** Per column of the provider's schema. */
  readonly columns?: readonly ColumnStatistics[] | undefined;
}

/** Statistics of one column. */
export interface ColumnStatistics {
  readonly nullCount?: number | undefined;
  readonly min?: import("../arrow/mod.ts").Scalar | undefined;
  readonly max?: import("../arrow/mod.ts").Scalar | undefined;
  readonly distinctCount?: number | undefined;
}

/**
 * A table: where rows come from. Built-in sources and users implement the same interface.
 *
 * Providers are shared by queries and never keep a query's state.
 */
export interface TableProvider {
  readonly schema: Schema;
  /** `base` for tables, `view` for saved queries, `temporary` for intermediate ones. */
  readonly tableType?: "base" | "view" | "temporary" | undefined;
  /** For each filter, how far the table applies it. Default: none. */
  supportsFilters?(filters: readonly ExprNode[]): readonly FilterPushdown[];
  /** The streams to read; at least one unless the table is empty. */
  scan(request: ScanRequest): Promise<readonly ScanPartition[]> | readonly ScanPartition[];
  statistics?(): TableStatistics | undefined;
  /** Adds rows; the number of them. Absent where the table is read-only. */
  insert?(batches: AsyncIterable<Batch>, mode: "append" | "overwrite" | "replace"): Promise<number>;
  /** The saved query of a view; planners inline it. See `LogicalPlan`. */
  readonly viewPlan?: unknown;
}
