import type { ArrowType, Field } from "../../arrow/mod.ts";
import { scalar, T } from "../../arrow/mod.ts";
import { castScalar } from "../../compute/cast/mod.ts";
import { children, ExprInterner, type ExprNode, is, literal, type NodeOf } from "../../expr/mod.ts";
import { type FieldResolver, type FunctionLookup, OPERATOR_CLASS, scalarOf } from "../../plan/analyze/mod.ts";
import type { PlanSchema } from "../../plan/mod.ts";
import type { QueryContext, ScalarFunction } from "../../udf/mod.ts";
import { narrow, type Program } from "./machine.ts";
import { constantOf, unaliased } from "./node_shapes.ts";
import { type MemoryUse, type Operation, ProgramBuilder, type Region } from "./program_builder.ts";
import { withoutCast } from "./unwrap_cast.ts";
import { visitNode } from "./visit_node.ts";

/** What compiling needs to know. */
export interface CompileContext {
  readonly functions: FunctionLookup;
  readonly query: QueryContext;
}

/**
 * Turns a coerced expression into a flat program. Keeps its own stack of things to do: any depth is fine.
 *
 * Equal subexpressions are computed once where their rows are the same, and narrowed where fewer rows are wanted.
 * Volatile calls are computed wherever they stand.
 */
export class Compiler {
  readonly schema: PlanSchema;
  readonly context: CompileContext;
  readonly fields: FieldResolver;
  readonly builder: ProgramBuilder = new ProgramBuilder();
  readonly interner: ExprInterner = new ExprInterner();
  readonly #volatile = new Map<ExprNode, boolean>();
  /** What is left to do, last first. */
  readonly #todo: (() => void)[] = [];
  /** Registers of what was visited, in order. */
  readonly done: number[] = [];
  region: Region = { parent: null, depth: 0, learned: [] };
  /** Where each expression was computed, innermost region last; only regions around the current place are here. */
  readonly #known = new Map<number, { readonly register: number; readonly region: Region }[]>();

  /** Columns of the batch that hold parameters of lambdas, by name. */
  readonly parameters: ReadonlyMap<string, number>;

  constructor(
    schema: PlanSchema,
    context: CompileContext,
    fields: FieldResolver,
    parameters: ReadonlyMap<string, number> = new Map(),
  ) {
    this.schema = schema;
    this.context = context;
    this.fields = fields;
    this.parameters = parameters;
  }

  compile(root: ExprNode): Program {
    this.plan(() => this.visit(root));
    for (let task = this.#todo.pop(); task !== undefined; task = this.#todo.pop()) task();
    return this.builder.finish(this.done.pop()!);
  }

  /** A program for the body of a lambda, over a batch of other columns. */
  compileBody(body: ExprNode, schema: PlanSchema, parameters: ReadonlyMap<string, number>): Program {
    return new Compiler(schema, this.context, this.fields, parameters).compile(body);
  }

  /** Does these things next, in order. */
  plan(...tasks: (() => void)[]): void {
    for (let k = tasks.length - 1; k >= 0; k--) this.#todo.push(tasks[k]!);
  }

  /** Registers of the last things that were visited. */
  take(count: number): number[] {
    return this.done.splice(this.done.length - count, count);
  }

  /** Type and nullability of an expression. */
  fieldOf(node: ExprNode): Field {
    return this.fields.fieldOf(node);
  }

  /** Type of an expression. */
  typeOf(node: ExprNode): ArrowType {
    return this.fields.fieldOf(node).type;
  }

  /** Computes an expression for the current rows; its register is put on `done`. */
  visit(node: ExprNode): void {
    const target = this.#simplified(unaliased(node));
    const id = this.isVolatile(target) ? null : this.interner.id(target);
    if (id !== null) {
      const known = this.#lookUp(id);
      if (known !== undefined) {
        this.done.push(known);
        return;
      }
      const region = this.region;
      this.#todo.push(() => this.#learn(id, this.done[this.done.length - 1]!, region));
    }
    visitNode(this, target);
  }

  /** What DataFusion 55's simplifier answers without looking at values, and then also for null rows. */
  #simplified(node: ExprNode): ExprNode {
    if (node.kind !== "binary" || this.isVolatile(node)) return node;
    if (OPERATOR_CLASS[node.op] === "comparison") return withoutCast(node, (inner) => this.typeOf(inner));
    if (node.op === "BitwiseXor" && this.interner.equal(node.left, node.right)) {
      return literal(castScalar(scalar(T.Int64, 0n), this.typeOf(node), { safe: false }));
    }
    const matchesAnything = (node.op === "RegexMatch" || node.op === "RegexIMatch") &&
      constantOf(node.right)?.value === ".*";
    return matchesAnything ? is("isNotNull", node.left) : node;
  }

  /** The register of an expression for the current rows: computed for them, or narrowed from an outer region. */
  #lookUp(id: number): number | undefined {
    const places = this.#known.get(id);
    if (places === undefined || places.length === 0) return undefined;
    const { register, region } = places[places.length - 1]!;
    const levels = this.region.depth - region.depth;
    if (levels === 0 || this.builder.constantOf(register) !== undefined) return register;
    const target = this.builder.register();
    this.builder.step([register], (m) => {
      m.values[target] = narrow(m, m.values[register]!, levels);
    });
    this.#learn(id, target, this.region);
    return target;
  }

  #learn(id: number, register: number, region: Region): void {
    const places = this.#known.get(id);
    if (places === undefined) this.#known.set(id, [{ register, region }]);
    else places.push({ register, region });
    region.learned.push(id);
  }

  /** Whether the expression may differ each time it is computed. */
  isVolatile(root: ExprNode): boolean {
    const known = this.#volatile.get(root);
    if (known !== undefined) return known;
    const stack = [root];
    while (stack.length > 0) {
      const node = stack[stack.length - 1]!;
      const below = children(node);
      const waiting = below.filter((child) => !this.#volatile.has(child));
      if (waiting.length > 0) {
        for (const child of waiting) stack.push(child);
        continue;
      }
      stack.pop();
      const own = node.kind === "scalarFunction" && this.functionOf(node).volatility === "volatile";
      this.#volatile.set(node, own || below.some((child) => this.#volatile.get(child)));
    }
    return this.#volatile.get(root)!;
  }

  /** The definition of a call. */
  functionOf(node: NodeOf<"scalarFunction">): ScalarFunction {
    return scalarOf(node.function, this.context.functions);
  }

  /** Visits the operands, then adds the operation over them. */
  operation(operands: readonly ExprNode[], run: Operation, foldable = true, memory: MemoryUse = {}): void {
    this.plan(
      ...operands.map((operand) => () => this.visit(operand)),
      () => {
        const args = this.take(operands.length);
        this.done.push(this.builder.operation(args, foldable, run, memory));
      },
    );
  }

  /** What is planned from here on runs for the rows of a frame that a step pushes. */
  enter(): void {
    this.region = { parent: this.region, depth: this.region.depth + 1, learned: [] };
  }

  /** Back to the rows before; what was computed inside is forgotten. */
  leave(): void {
    for (const id of this.region.learned) this.#known.get(id)!.pop();
    this.region = this.region.parent!;
  }

  /** The column of the batch at `index`, for the current rows. */
  load(index: number): void {
    const levels = this.region.depth;
    const target = this.builder.register();
    this.builder.step([], (m) => {
      m.values[target] = narrow(m, m.batch.columns[index]!, levels);
    });
    this.done.push(target);
  }
}
