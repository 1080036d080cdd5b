import type { Batch, Column, Datum, Field } from "../../arrow/mod.ts";
import { datumToColumn, field } from "../../arrow/mod.ts";
import { PlanError } from "../../errors.ts";
import { type ExprNode, schemaName } from "../../expr/mod.ts";
import { Coercer, FieldResolver } from "../../plan/analyze/mod.ts";
import type { PlanSchema } from "../../plan/mod.ts";
import { type CompileContext, Compiler } from "./compiler.ts";
import { type Program, runProgram, runProgramAsync } from "./machine.ts";

/** An expression that is ready to run: compiled once, called per batch. Holds no state between batches. */
export interface CompiledExpr {
  /** Name, type and nullability of the result. */
  readonly field: Field;
  /** Whether the expression calls functions that wait; then only `evaluateAsync` works. */
  readonly isAsync: boolean;
  /**
   * The values for a batch of the schema that the expression was compiled for: a column of `batch.numRows` rows, or a scalar
   * that stands for every row. The column may be one of the batch.
   *
   * @throws {ExecutionError} what a row raises: division by zero, overflow, a cast or a function that fails
   */
  evaluate(batch: Batch): Datum;
  /** The same, waiting where functions wait. */
  evaluateAsync(batch: Batch): Promise<Datum>;
}

/**
 * Compiles an expression over a schema: names are resolved, types coerced, constants computed.
 *
 * Constants that raise (`1 / 0`) raise when they are evaluated, not here. CASE and coalesce compute a branch only for the
 * rows that take it; AND and OR compute both sides, except by DataFusion's own rules (see `short_circuit.ts`).
 *
 * @throws {PlanError} if types do not fit, or a node does not belong into a row expression (aggregates, windows, subqueries)
 * @throws {SchemaError} if a column does not exist or is ambiguous
 * @throws {UnknownFunctionError} if a function does not exist
 */
export function compileExpr(expr: ExprNode, schema: PlanSchema, context: CompileContext): CompiledExpr {
  const fields = new FieldResolver(schema, context.functions);
  const coerced = new Coercer(fields, context.functions).coerce(expr);
  const program = new Compiler(schema, context, fields).compile(coerced);
  const { type, nullable, metadata } = fields.fieldOf(coerced);
  const name = expr.kind === "alias" || expr.kind === "column" ? expr.name : schemaName(expr);
  return new CompiledProgram(field(name, type, nullable, metadata), program);
}

class CompiledProgram implements CompiledExpr {
  readonly field: Field;
  readonly isAsync: boolean;
  readonly #program: Program;

  constructor(resultField: Field, program: Program) {
    this.field = resultField;
    this.isAsync = program.isAsync;
    this.#program = program;
  }

  evaluate(batch: Batch): Datum {
    if (this.isAsync) {
      throw new PlanError({
        message: `Cannot evaluate "${this.field.name}" at once: it calls a function that waits`,
        remedy: "evaluateAsync(batch)",
      });
    }
    return runProgram(this.#program, batch);
  }

  evaluateAsync(batch: Batch): Promise<Datum> {
    return runProgramAsync(this.#program, batch);
  }
}

/** The result as a column of `numRows` rows. */
export function toColumn(datum: Datum, numRows: number): Column {
  return datumToColumn(datum, numRows);
}
