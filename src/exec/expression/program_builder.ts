import type { Datum, Scalar } from "../../arrow/mod.ts";
import { isScalar, scalarAt } from "../../arrow/mod.ts";
import type { Program, Step } from "./machine.ts";

/** A stretch of the program that runs for the rows of one frame: the whole batch, a CASE branch, a right side of AND. */
export interface Region {
  readonly parent: Region | null;
  readonly depth: number;
  /** Interned ids of the expressions that were computed for these rows. */
  readonly learned: number[];
}

/** How an operation treats memory. */
export interface MemoryUse {
  /** Whether its result is memory of its own, which nobody else sees. */
  readonly fresh?: boolean;
  /** Whether nothing of its arguments lives on in its result or elsewhere; validity apart. */
  readonly consumes?: boolean;
}

/** Computes a value for `numRows` rows from other values. */
export type Operation = (args: readonly Datum[], numRows: number) => Datum | Promise<Datum>;

/** Collects steps, registers and constants; knows when each register is read last. */
export class ProgramBuilder {
  readonly #steps: Step[] = [];
  readonly #reads: (readonly number[])[] = [];
  readonly #constants: (Scalar | undefined)[] = [];
  /** Registers whose memory is their own. */
  readonly #fresh = new Set<number>();
  /** Registers of which something may live on. */
  readonly #kept = new Set<number>();
  #slots = 0;
  isAsync = false;

  register(): number {
    return this.#constants.push(undefined) - 1;
  }

  slot(): number {
    return this.#slots++;
  }

  /** A register that holds the same value for every batch. */
  constant(value: Scalar): number {
    const register = this.register();
    this.#constants[register] = value;
    return register;
  }

  constantOf(register: number): Scalar | undefined {
    return this.#constants[register];
  }

  /** Adds a step that reads the registers. The place to which jumps over it go is {@linkcode here}. */
  step(reads: readonly number[], run: Step, consumes = false): void {
    this.#steps.push(run);
    this.#reads.push(reads);
    if (!consumes) { for (const register of reads) this.#kept.add(register); }
  }

  /** Index of the next step. */
  get here(): number {
    return this.#steps.length;
  }

  /**
   * Adds an operation over registers; its register. With `foldable`, an operation over constants is computed now. If that
   * raises it stays in the program, so that it raises where and if it is evaluated.
   */
  operation(args: readonly number[], foldable: boolean, run: Operation, memory: MemoryUse = {}): number {
    if (foldable && args.every((arg) => this.#constants[arg] !== undefined)) {
      const folded = fold(args.map((arg) => this.#constants[arg]!), run);
      if (folded !== undefined) return this.constant(folded);
    }
    const target = this.register();
    this.step(args, operationStep(args, target, run), memory.consumes);
    if (memory.fresh) this.#fresh.add(target);
    return target;
  }

  finish(result: number): Program {
    const last = new Map<number, number>();
    this.#reads.forEach((registers, at) => {
      for (const register of registers) last.set(register, at);
    });
    const releases: (number[] | undefined)[] = new Array(this.#steps.length).fill(undefined);
    const recyclable = new Set<number>();
    for (const [register, at] of last) {
      if (register === result || this.#constants[register] !== undefined) continue;
      (releases[at] ??= []).push(register);
      if (this.#fresh.has(register) && !this.#kept.has(register)) recyclable.add(register);
    }
    return Object.freeze({
      steps: this.#steps,
      releases,
      recyclable,
      constants: this.#constants,
      slotCount: this.#slots,
      result,
      isAsync: this.isAsync,
    });
  }
}

function operationStep(args: readonly number[], target: number, run: Operation): Step {
  return (machine) => {
    const { values } = machine;
    const given = new Array<Datum>(args.length);
    for (let k = 0; k < args.length; k++) given[k] = values[args[k]!]!;
    const result = run(given, machine.frame.numRows);
    if (!(result instanceof Promise)) {
      values[target] = result;
      return;
    }
    return result.then((value) => void (values[target] = value));
  };
}

/** The one value of an operation over constants, or undefined where it raises. */
function fold(args: readonly Datum[], run: Operation): Scalar | undefined {
  try {
    const result = run(args, 1);
    if (result instanceof Promise) return undefined;
    return isScalar(result) ? result : scalarAt(result, 0);
  } catch {
    return undefined;
  }
}
