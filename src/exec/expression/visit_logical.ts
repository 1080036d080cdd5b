import { andKleene, orKleene } from "../../compute/boolean/mod.ts";
import type { NodeOf } from "../../expr/mod.ts";
import type { Compiler } from "./compiler.ts";
import { popFrame, pushFrame } from "./machine.ts";
import { isCheap } from "./node_shapes.ts";
import { combineSides, type RightSide, rightSideOf } from "./short_circuit.ts";

/**
 * AND and OR. What the right side of a cheap predicate costs is less than finding out whether it is needed; others are computed
 * where DataFusion computes them (see `short_circuit.ts`).
 */
export function visitLogical(c: Compiler, node: NodeOf<"binary">): void {
  const isAnd = node.op === "And";
  if (isCheap(node.right)) {
    const run = isAnd ? andKleene : orKleene;
    return c.operation([node.left, node.right], ([left, right], numRows) => run(left!, right!, numRows));
  }
  const { builder } = c;
  const slot = builder.slot();
  const target = builder.register();
  const end = { at: 0 };
  let left = 0;
  c.plan(
    () => c.visit(node.left),
    () => {
      left = c.take(1)[0]!;
      builder.step([left], (m) => {
        const value = m.values[left]!;
        const side = rightSideOf(value, isAnd, m.frame.numRows);
        if (side.need === "none") {
          m.values[target] = value;
          m.next = end.at;
          return;
        }
        m.slots[slot] = side;
        pushFrame(m, side.need === "some" ? side.selection : null);
      });
      c.enter();
    },
    () => c.visit(node.right),
    () => {
      const right = c.take(1)[0]!;
      c.leave();
      builder.step([left, right], (m) => {
        popFrame(m);
        const side = m.slots[slot] as RightSide;
        m.values[target] = combineSides(m.values[left]!, m.values[right]!, side, isAnd, m.frame.numRows);
      });
      end.at = builder.here;
      c.done.push(target);
    },
  );
}
