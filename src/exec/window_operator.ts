import { NotSupportedError } from "../errors.ts";
import type { Operator, TaskContext } from "./operator.ts";
import type { PlanOf } from "../plan/mod.ts";
export function windowOperator(_plan: PlanOf<"window">, _input: Operator, _task: TaskContext): Operator {
  throw new NotSupportedError({ message: "x" });
}
