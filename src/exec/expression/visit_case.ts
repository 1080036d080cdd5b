import type { ArrowType } from "../../arrow/mod.ts";
import { isFloat, isInteger, isScalar } from "../../arrow/mod.ts";
import { exactlyEqualKernel } from "../../compute/comparison/mod.ts";
import { filterColumn } from "../../compute/select/mod.ts";
import type { ExprNode, NodeOf } from "../../expr/mod.ts";
import { Branches, enterChosen, enterRemaining, leaveWithBits } from "./branches.ts";
import type { Compiler } from "./compiler.ts";
import { narrow, popFrame } from "./machine.ts";
import { flattened, isLeaf, unaliased } from "./node_shapes.ts";
import { trueBitsOf, validBitsOf } from "./row_bits.ts";

type Task = () => void;
/** A place in the program that is known once it is reached. */
interface Label {
  at: number;
}

/** Up to this many operators a branch is computed for all rows. */
const EAGER_DEPTH = 2;

/**
 * CASE: a condition is computed for the rows that no earlier one took, a result for the rows that its condition took.
 *
 * Results that never raise and cost next to nothing are computed for all rows, before anything may be jumped over: what was
 * computed in a region must be there for all that follows in it.
 */
export function visitCase(c: Compiler, node: NodeOf<"case">): void {
  const type = c.typeOf(node);
  const { branches, otherwise } = flattened(node, (base) => c.isVolatile(base));
  const slot = c.builder.slot();
  const end: Label = { at: 0 };
  const results = [...branches.map(({ then }) => then), ...(otherwise === null ? [] : [otherwise])];
  const eager = new Map<number, number>();
  const tasks: Task[] = [];
  results.forEach((result, k) => {
    if (isEager(c, result, EAGER_DEPTH)) tasks.push(() => c.visit(result), () => void eager.set(k, c.take(1)[0]!));
  });
  const base: { register: number } | null = node.expr !== null && c.isVolatile(node.expr) ? { register: 0 } : null;
  // A volatile base is computed once, not once per WHEN.
  if (base !== null) tasks.push(() => c.visit(node.expr!), () => void (base.register = c.take(1)[0]!));
  tasks.push(beginBranches(c, slot));
  branches.forEach((branch, k) => {
    const compute = branch.base === null
      ? [() => c.visit(branch.when)]
      : equality(c, branch.base, branch.when, base, k > 0);
    tasks.push(...condition(c, slot, compute, k === 0, end), ...giveResult(c, slot, branch.then, () => eager.get(k)));
  });
  if (otherwise !== null) {
    tasks.push(
      () =>
        c.builder.step([], (m) => {
          const state = m.slots[slot] as Branches;
          if (state.remainingCount === 0) m.next = end.at;
          else state.chooseRest();
        }),
      ...giveResult(c, slot, otherwise, () => eager.get(branches.length)),
    );
  }
  c.plan(...tasks, () => merge(c, slot, type, end));
}

function beginBranches(c: Compiler, slot: number): Task {
  return () => c.builder.step([], (m) => void (m.slots[slot] = new Branches(m.frame.numRows)));
}

/** `base = when` as CASE compares: 0 and -0 differ. */
function equality(
  c: Compiler,
  base: ExprNode,
  when: ExprNode,
  computed: { readonly register: number } | null,
  inside: boolean,
): Task[] {
  const equals = exactlyEqualKernel(c.typeOf(base));
  const visitBase = (): void => {
    if (computed === null) return c.visit(base);
    const { register } = computed;
    if (!inside) return void c.done.push(register);
    const target = c.builder.register();
    c.builder.step([register], (m) => {
      m.values[target] = narrow(m, m.values[register]!, 1);
    });
    c.done.push(target);
  };
  return [visitBase, () => c.visit(when), () => {
    const args = c.take(2);
    c.done.push(c.builder.operation(args, true, ([left, right], numRows) => equals(left!, right!, numRows)));
  }];
}

/** Chooses rows by a condition; the first one is computed for all rows, others for those that remain. */
function condition(c: Compiler, slot: number, compute: readonly Task[], first: boolean, end: Label): Task[] {
  const { builder } = c;
  if (first) {
    return [...compute, () => {
      const register = c.take(1)[0]!;
      builder.step([register], (m) => {
        (m.slots[slot] as Branches).choose(trueBitsOf(m.values[register]!, m.frame.numRows));
      });
    }];
  }
  return [enterRest(c, slot, end), ...compute, () => {
    const register = c.take(1)[0]!;
    c.leave();
    builder.step([register], (m) => {
      const bits = trueBitsOf(m.values[register]!, m.frame.numRows);
      (m.slots[slot] as Branches).choose(leaveWithBits(m, bits));
    });
  }];
}

/** Goes to the rows that remain, or to the end if there are none. */
function enterRest(c: Compiler, slot: number, end: Label): Task {
  return () => {
    c.builder.step([], (m) => {
      if (!enterRemaining(m, m.slots[slot] as Branches)) m.next = end.at;
    });
    c.enter();
  };
}

/** Whether computing a value for all rows never raises and costs less than finding the rows that need it. */
function isEager(c: Compiler, node: ExprNode, depth: number): boolean {
  const inner = unaliased(node);
  if (isLeaf(inner)) return true;
  if (depth === 0 || inner.kind !== "binary") return false;
  const type = c.typeOf(inner);
  const neverRaises = isFloat(type)
    ? ["Plus", "Minus", "Multiply", "Divide"].includes(inner.op)
    : isInteger(type) && ["Plus", "Minus", "Multiply"].includes(inner.op);
  return neverRaises && isEager(c, inner.left, depth - 1) && isEager(c, inner.right, depth - 1);
}

/** Gives the chosen rows their values, computed already or now. */
function giveResult(c: Compiler, slot: number, then: ExprNode, computed: () => number | undefined): Task[] {
  const { builder } = c;
  const after: Label = { at: 0 };
  return [() => {
    const register = computed();
    if (register !== undefined) {
      builder.step([register], (m) => (m.slots[slot] as Branches).give(m.values[register]!, true));
      return;
    }
    builder.step([], (m) => {
      if (!enterChosen(m, m.slots[slot] as Branches)) m.next = after.at;
    });
    c.enter();
    c.plan(() => c.visit(then), () => {
      const result = c.take(1)[0]!;
      c.leave();
      builder.step([result], (m) => {
        popFrame(m);
        (m.slots[slot] as Branches).give(m.values[result]!, false);
      });
      after.at = builder.here;
    });
  }];
}

function merge(c: Compiler, slot: number, type: ArrowType, end: Label): void {
  const target = c.builder.register();
  end.at = c.builder.here;
  c.builder.step([], (m) => {
    m.values[target] = (m.slots[slot] as Branches).merge(type);
    m.slots[slot] = undefined;
  });
  c.done.push(target);
}

/** coalesce: the first argument that is not null; later ones are computed only for the rows that need them. */
export function visitCoalesce(c: Compiler, node: NodeOf<"scalarFunction">): void {
  const type = c.typeOf(node);
  const slot = c.builder.slot();
  const end: Label = { at: 0 };
  const seen = new Set<number>();
  const args = node.args.filter((arg) => {
    if (c.isVolatile(arg)) return true;
    const id = c.interner.id(arg);
    return !seen.has(id) && seen.add(id);
  });
  // What is there for all rows is loaded before anything may be jumped over.
  const full = new Map<number, number>();
  const tasks: Task[] = [];
  args.forEach((arg, k) => {
    if (k === 0 || isLeaf(arg)) tasks.push(() => c.visit(arg), () => void full.set(k, c.take(1)[0]!));
  });
  tasks.push(beginBranches(c, slot));
  args.forEach((arg, k) => {
    if (k === 0 || isLeaf(arg)) tasks.push(() => giveValid(c, slot, full.get(k)!, end));
    else tasks.push(enterRest(c, slot, end), () => c.visit(arg), () => giveRemaining(c, slot));
  });
  c.plan(...tasks, () => merge(c, slot, type, end));
}

function giveValid(c: Compiler, slot: number, register: number, end: Label): void {
  c.builder.step([register], (m) => {
    const state = m.slots[slot] as Branches;
    const value = m.values[register]!;
    state.choose(validBitsOf(value, m.frame.numRows));
    state.give(value, true);
    if (state.remainingCount === 0) m.next = end.at;
  });
}

function giveRemaining(c: Compiler, slot: number): void {
  const register = c.take(1)[0]!;
  c.leave();
  c.builder.step([register], (m) => {
    const value = m.values[register]!;
    const state = m.slots[slot] as Branches;
    const valid = validBitsOf(value, m.frame.numRows);
    state.choose(leaveWithBits(m, valid));
    state.give(isScalar(value) || value.nullCount === 0 ? value : filterColumn(value, valid), false);
  });
}
