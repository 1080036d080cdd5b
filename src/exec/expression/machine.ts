import type { Batch, Column, Datum } from "../../arrow/mod.ts";
import { isScalar } from "../../arrow/mod.ts";
import { recycle } from "../../compute/arithmetic/mod.ts";
import { type Selection, selectRows } from "../../compute/select/mod.ts";

/** Rows that are being computed: all rows of the batch, or those that a CASE branch or the right side of AND chose. */
export interface Frame {
  readonly numRows: number;
  /** Which rows of the frame below; null is all of them. */
  readonly selection: Selection | null;
}

/** What a step remembers between entering and leaving rows, by slot. */
export type SlotState = unknown;

/** The state of one evaluation: registers, frames, and where in the program it is. */
export interface Machine {
  readonly batch: Batch;
  /** One value per register; set by the step that owns it, cleared after its last use. */
  readonly values: (Datum | undefined)[];
  readonly slots: SlotState[];
  readonly frames: Frame[];
  /** The top of `frames`. */
  frame: Frame;
  /** Index of the next step. */
  next: number;
}

/** One instruction. Async functions answer with a promise. */
export type Step = (machine: Machine) => void | Promise<void>;

/** A flat list of steps; jumps go forwards only. */
export interface Program {
  readonly steps: readonly Step[];
  /** Registers that nobody reads after the step. */
  readonly releases: readonly (readonly number[] | undefined)[];
  /** Registers whose memory nobody else can see: it is used again once they are released. */
  readonly recyclable: ReadonlySet<number>;
  /** Registers that are constant, filled in advance. */
  readonly constants: readonly (Datum | undefined)[];
  readonly slotCount: number;
  readonly result: number;
  readonly isAsync: boolean;
}

function start(program: Program, batch: Batch): Machine {
  const frame: Frame = { numRows: batch.numRows, selection: null };
  return {
    batch,
    values: program.constants.slice(),
    slots: new Array<SlotState>(program.slotCount),
    frames: [frame],
    frame,
    next: 0,
  };
}

function release(machine: Machine, registers: readonly number[] | undefined, recyclable: ReadonlySet<number>): void {
  if (registers === undefined) return;
  for (const register of registers) {
    const value = machine.values[register];
    if (value !== undefined && !isScalar(value) && recyclable.has(register)) recycle(value);
    machine.values[register] = undefined;
  }
}

/** Runs a program to its end. Steps must not be async. */
export function runProgram(program: Program, batch: Batch): Datum {
  const machine = start(program, batch);
  const { steps, releases, recyclable } = program;
  while (machine.next < steps.length) {
    const at = machine.next++;
    steps[at]!(machine);
    release(machine, releases[at], recyclable);
  }
  return machine.values[program.result]!;
}

/** Runs a program that may wait. */
export async function runProgramAsync(program: Program, batch: Batch): Promise<Datum> {
  const machine = start(program, batch);
  const { steps, releases, recyclable } = program;
  while (machine.next < steps.length) {
    const at = machine.next++;
    const waiting = steps[at]!(machine);
    if (waiting !== undefined) await waiting;
    release(machine, releases[at], recyclable);
  }
  return machine.values[program.result]!;
}

/** Goes to fewer rows. */
export function pushFrame(machine: Machine, selection: Selection | null): void {
  const frame: Frame = { numRows: selection === null ? machine.frame.numRows : selection.count, selection };
  machine.frames.push(frame);
  machine.frame = frame;
}

/** Back to the rows before. */
export function popFrame(machine: Machine): Frame {
  const left = machine.frames.pop()!;
  machine.frame = machine.frames[machine.frames.length - 1]!;
  return left;
}

/** A value of an outer frame for the rows of the current one, `levels` frames further in. */
export function narrow(machine: Machine, value: Datum, levels: number): Datum {
  if (isScalar(value)) return value;
  let column: Column = value;
  for (let k = machine.frames.length - levels; k < machine.frames.length; k++) {
    const { selection } = machine.frames[k]!;
    if (selection !== null) column = selectRows(column, selection);
  }
  return column;
}
