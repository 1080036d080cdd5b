import type { Column, Scalar } from "../arrow/mod.ts";
import { children } from "./children.ts";
import type { ExprNode } from "./expr_node.ts";
import { visit } from "./traverse.ts";

/**
 * Gives equal expressions equal numbers: nodes are equal if their kind, their own fields and their children are.
 *
 * Numbers are small integers from 0 and mean nothing outside the interner that gave them. Linear in the number of nodes, whatever the depth.
 */
export class ExprInterner {
  readonly #idOfNode = new WeakMap<ExprNode, number>();
  readonly #idOfKey = new Map<string, number>();
  readonly #idOfObject = new WeakMap<object, number>();
  #objects = 0;

  /** The number of an expression. */
  id(root: ExprNode): number {
    const known = this.#idOfNode.get(root);
    if (known !== undefined) return known;
    visit(root, {
      pre: (node) => this.#idOfNode.has(node) ? "skip" : undefined,
      post: (node) => {
        if (this.#idOfNode.has(node)) return;
        const key = `${this.#ownKey(node)}(${children(node).map((child) => this.#idOfNode.get(child)).join()})`;
        const id = this.#idOfKey.get(key) ?? this.#idOfKey.size;
        this.#idOfKey.set(key, id);
        this.#idOfNode.set(node, id);
      },
    });
    return this.#idOfNode.get(root)!;
  }

  /** Whether two expressions are the same, node by node. */
  equal(a: ExprNode, b: ExprNode): boolean {
    return a === b || this.id(a) === this.id(b);
  }

  /** Everything of a node but its children; the shape of lists of children is part of it. */
  #ownKey(node: ExprNode): string {
    const json = (value: unknown) =>
      JSON.stringify(
        value,
        (_, v) => typeof v === "bigint" ? `${v}n` : typeof v === "number" && !Number.isFinite(v) ? `${v}` : v,
      );
    switch (node.kind) {
      case "column":
        return `column ${json([node.relation, node.name])}`;
      case "literal":
        return `literal ${this.#scalarKey(node.scalar)} ${json(node.metadata ?? null)}`;
      case "alias":
        return `alias ${json([node.name, node.relation])}`;
      case "binary":
        return `binary ${node.op}`;
      case "between":
      case "inList":
        return `${node.kind} ${node.negated}`;
      case "like":
      case "ilike":
      case "similarTo":
        return `${node.kind} ${json([node.negated, node.escape])}`;
      case "case":
        return `case ${node.expr !== null} ${node.otherwise !== null}`;
      case "cast":
      case "tryCast":
        return `${node.kind} ${json(node.type)}`;
      case "scalarFunction":
      case "higherOrder":
        return `${node.kind} ${this.#functionKey(node.function)}`;
      case "aggregateFunction":
        return `aggregate ${this.#functionKey(node.function)} ${
          json([node.args.length, node.distinct, node.filter !== null, node.nullTreatment])
        }` +
          json(node.orderBy.map((key) => [key.ascending, key.nullsFirst]));
      case "windowFunction":
        return `window ${node.over} ${this.#functionKey(node.function)} ` +
          json([node.args.length, node.partitionBy.length, node.distinct, node.filter !== null, node.nullTreatment]) +
          json(node.orderBy.map((key) => [key.ascending, key.nullsFirst])) +
          `${node.frame.units} ${this.#boundKey(node.frame.start)} ${this.#boundKey(node.frame.end)}`;
      case "groupingSets":
        return `sets ${json(node.sets.map((set) => set.length))}`;
      case "wildcard":
        return `wildcard ${json(node.qualifier)}`;
      case "placeholder":
        return `placeholder ${json([node.id, node.type])}`;
      case "scalarSubquery":
      case "exists":
      case "inSubquery":
        return `${node.kind} ${"negated" in node && node.negated} ${this.#objectKey(node.subquery)}`;
      case "outerColumn":
        return "outerColumn";
      case "lambda":
        return `lambda ${json(node.params)}`;
      case "lambdaVariable":
        return `variable ${json(node.name)}`;
      default:
        return node.kind;
    }
  }

  /** Functions are the same if their definitions are; by name where there is none. */
  #functionKey(
    ref: { readonly name: string; readonly kind: string; readonly implementation?: object | undefined },
  ): string {
    return `${JSON.stringify(ref.name)}${ref.implementation ? `#${this.#objectKey(ref.implementation)}` : ""}`;
  }

  #boundKey(bound: { readonly kind: string; readonly offset: Scalar | null }): string {
    return `${bound.kind}${bound.offset ? this.#scalarKey(bound.offset) : ""}`;
  }

  #scalarKey({ type, value }: Scalar): string {
    const text = JSON.stringify(type);
    if (value instanceof Uint8Array) return `${text} ${value.join()}`;
    if (typeof value === "number") return `${text} ${Object.is(value, -0) ? "-0" : value}`;
    if (typeof value === "bigint") return `${text} ${value}n`;
    if (typeof value !== "object" || value === null) return `${text} ${JSON.stringify(value)}`;
    if ("scalar" in value) return `${text} ${value.typeId ?? ""} ${this.#scalarKey(value.scalar)}`;
    if ("months" in value) return `${text} ${value.months} ${value.days} ${value.nanoseconds}`;
    // Nested values are the same only if they are one object: comparing them costs more than it saves.
    return `${text} ${this.#objectKey(value as Column)}`;
  }

  #objectKey(value: object): string {
    let id = this.#idOfObject.get(value);
    if (id === undefined) this.#idOfObject.set(value, id = this.#objects++);
    return `@${id}`;
  }
}
