import { scalar, T } from "../arrow/mod.ts";
import { PlanError } from "../errors.ts";
import type { AggregateFunctionNode, ExprNode, NullTreatment, SortExpr, WindowFrame as Frame } from "../expr/mod.ts";
import { Expr, type ExprInput } from "./expr.ts";
import { nullTreatmentOf } from "./null_treatment.ts";
import { type SortInput, sortKeys } from "./sort_expr.ts";
import { Window, type WindowOptions } from "./window.ts";
import type { WindowFrame } from "./window_frame.ts";

interface Options {
  readonly orderBy?: readonly SortExpr[];
  readonly filter?: ExprNode;
  readonly distinct?: boolean;
  readonly nullTreatment?: NullTreatment;
  readonly partitionBy?: readonly ExprNode[];
  readonly windowFrame?: Frame;
}

const UNBOUNDED = scalar(T.UInt64, null);
const CURRENT_ROW = Object.freeze({ kind: "currentRow", offset: scalar(T.Null, null) } as const);

/** The whole partition. */
export const WHOLE_PARTITION: Frame = Object.freeze({
  units: "rows",
  start: Object.freeze({ kind: "preceding", offset: UNBOUNDED }),
  end: Object.freeze({ kind: "following", offset: UNBOUNDED }),
});
/** Everything up to the current row. */
export const UP_TO_CURRENT_ROW: Frame = Object.freeze({
  units: "rows",
  start: Object.freeze({ kind: "preceding", offset: UNBOUNDED }),
  end: CURRENT_ROW,
});

/**
 * Sets the options of an aggregate or window function; `build()` gives the expression. Every step gives a new builder.
 *
 * `filter` and `distinct` belong to aggregates, `partitionBy` and `windowFrame` to window functions.
 */
export class ExprFuncBuilder {
  readonly #expr: Expr;
  readonly #options: Options;

  constructor(expr: Expr, options: Options = {}) {
    this.#expr = expr;
    this.#options = options;
  }

  /** The order in which rows are taken. */
  orderBy(...keys: readonly SortInput[]): ExprFuncBuilder {
    return this.#with({ orderBy: sortKeys(keys) });
  }
  /** Takes only rows for which `predicate` is true. */
  filter(predicate: ExprInput): ExprFuncBuilder {
    return this.#with({ filter: Expr.from(predicate).node });
  }
  /** Takes each distinct value once. */
  distinct(): ExprFuncBuilder {
    return this.#with({ distinct: true });
  }
  /** Whether nulls count. */
  nullTreatment(nullTreatment: NullTreatment): ExprFuncBuilder {
    return this.#with({ nullTreatment: nullTreatmentOf("nullTreatment", nullTreatment) });
  }
  /** Rows with equal values belong together. */
  partitionBy(...exprs: readonly (Expr | string)[]): ExprFuncBuilder {
    return this.#with({ partitionBy: exprs.map((expr) => (typeof expr === "string" ? Expr.column(expr) : expr).node) });
  }
  /** The rows around the current one that count. */
  windowFrame(frame: WindowFrame): ExprFuncBuilder {
    return this.#with({ windowFrame: frame.frame });
  }

  /** The expression with its options. @throws {PlanError} if the options do not fit the function */
  build(): Expr {
    const { node } = this.#expr;
    const { orderBy, filter, distinct, nullTreatment, partitionBy, windowFrame } = this.#options;
    if (node.kind === "aggregateFunction") {
      if (partitionBy || windowFrame) {
        throw refused(node, "it is an aggregate", "first be turned into a window function by .over(window)");
      }
      return Expr.fromNode(Object.freeze({
        ...node,
        orderBy: orderBy ?? node.orderBy,
        filter: filter ?? node.filter,
        distinct: distinct ?? node.distinct,
        nullTreatment: nullTreatment ?? node.nullTreatment,
      }));
    }
    if (node.kind === "windowFunction") {
      if (node.over === "window" && (filter || distinct)) {
        throw refused(node, "it is no aggregate", "not be given filter or distinct");
      }
      const order = orderBy ?? node.orderBy;
      return Expr.fromNode(Object.freeze({
        ...node,
        orderBy: order,
        partitionBy: partitionBy ?? node.partitionBy,
        frame: windowFrame ?? (isDefaultFrame(node.frame) ? defaultFrame(order) : node.frame),
        filter: filter ?? node.filter,
        distinct: distinct ?? node.distinct,
        nullTreatment: nullTreatment ?? node.nullTreatment,
      }));
    }
    throw refused(node, `it is a ${node.kind}`, "be an aggregate or window function");
  }

  #with(options: Options): ExprFuncBuilder {
    return new ExprFuncBuilder(this.#expr, { ...this.#options, ...options });
  }
}

/** The frame of a window that names none: up to the current row where rows are ordered, else all of them. */
export function defaultFrame(orderBy: readonly SortExpr[]): Frame {
  return orderBy.length > 0 ? UP_TO_CURRENT_ROW : WHOLE_PARTITION;
}

function isDefaultFrame(frame: Frame): boolean {
  return frame === WHOLE_PARTITION || frame === UP_TO_CURRENT_ROW;
}

/** `expr OVER window`. @throws {PlanError} if `expr` is neither an aggregate nor a window function */
export function overWindow(expr: Expr, window: Window | WindowOptions): Expr {
  const { node } = expr;
  const { options } = window instanceof Window ? window : new Window(window);
  const { orderBy, windowFrame, nullTreatment } = options;
  const partitionBy = options.partitionBy ?? [];
  const list = Array.isArray(partitionBy) ? partitionBy as readonly (Expr | string)[] : [partitionBy as Expr | string];
  const partitions = Object.freeze(list.map((e) => (typeof e === "string" ? Expr.column(e) : e).node));
  const order = Object.freeze([...sortKeys(orderBy)]);
  const frame = windowFrame?.frame ?? defaultFrame(order);
  if (node.kind === "aggregateFunction") {
    return Expr.fromNode(aggregateOver(node, partitions, order, frame, nullTreatment));
  }
  if (node.kind === "windowFunction") {
    if (node.partitionBy.length > 0 || node.orderBy.length > 0 || !isDefaultFrame(node.frame)) {
      throw refused(node, "it has a window already", "be a function without a window");
    }
    return Expr.fromNode(Object.freeze({
      ...node,
      partitionBy: partitions,
      orderBy: order,
      frame,
      nullTreatment: nullTreatment ?? node.nullTreatment,
    }));
  }
  throw refused(node, `it is a ${node.kind}`, "be an aggregate or window function");
}

function aggregateOver(
  node: AggregateFunctionNode,
  partitionBy: readonly ExprNode[],
  orderBy: readonly SortExpr[],
  frame: Frame,
  nullTreatment: NullTreatment | undefined,
): ExprNode {
  if (node.orderBy.length > 0) throw refused(node, "it has an ORDER BY of its own", "take its order from the window");
  return Object.freeze({
    kind: "windowFunction",
    over: "aggregate",
    function: node.function,
    args: node.args,
    partitionBy,
    orderBy,
    frame,
    nullTreatment: nullTreatment ?? node.nullTreatment,
    distinct: node.distinct,
    filter: node.filter,
  });
}

function refused(node: ExprNode, is: string, must: string): PlanError {
  const name = "function" in node ? node.function.name : node.kind;
  return new PlanError({ message: `Cannot set window options on "${name}": ${is}, must ${must}` });
}
