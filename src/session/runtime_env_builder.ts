import { ConfigError } from "../errors.ts";

/** How memory is shared out: without a limit, in equal shares to operators that can spill, or first come first served. */
export type MemoryPoolKind = "unbounded" | "fair" | "greedy";
/** Where operators spill: nowhere, in the system's temporary folder, or in given folders. */
export type DiskManagerKind = "disabled" | "os" | "specified";

/** What queries may use of the machine. Immutable: every method gives a new builder. */
export class RuntimeEnvBuilder {
  readonly memoryPool: { readonly kind: MemoryPoolKind; readonly limitBytes: number };
  readonly diskManager: { readonly kind: DiskManagerKind; readonly paths: readonly string[] };

  constructor(
    parts: {
      readonly memoryPool?: { readonly kind: MemoryPoolKind; readonly limitBytes: number };
      readonly diskManager?: { readonly kind: DiskManagerKind; readonly paths: readonly string[] };
    } = {},
  ) {
    this.memoryPool = parts.memoryPool ?? { kind: "unbounded", limitBytes: Infinity };
    this.diskManager = parts.diskManager ?? { kind: "os", paths: [] };
  }

  /** No limit but the engine's. */
  withUnboundedMemoryPool(): RuntimeEnvBuilder {
    return this.#with({ memoryPool: { kind: "unbounded", limitBytes: Infinity } });
  }
  /** At most `sizeBytes`, in equal shares to the operators that can spill. */
  withFairSpillPool(sizeBytes: number): RuntimeEnvBuilder {
    return this.#with({ memoryPool: { kind: "fair", limitBytes: checkSize(sizeBytes) } });
  }
  /** At most `sizeBytes`, first come first served. */
  withGreedyMemoryPool(sizeBytes: number): RuntimeEnvBuilder {
    return this.#with({ memoryPool: { kind: "greedy", limitBytes: checkSize(sizeBytes) } });
  }
  /** Operators never spill. */
  withDiskManagerDisabled(): RuntimeEnvBuilder {
    return this.#with({ diskManager: { kind: "disabled", paths: [] } });
  }
  /** Operators spill into the system's temporary folder. */
  withDiskManagerOs(): RuntimeEnvBuilder {
    return this.#with({ diskManager: { kind: "os", paths: [] } });
  }
  /** Operators spill into these folders. */
  withDiskManagerSpecified(...paths: readonly string[]): RuntimeEnvBuilder {
    return this.#with({ diskManager: { kind: "specified", paths } });
  }
  /** Operators spill into this folder. */
  withTempFilePath(path: string): RuntimeEnvBuilder {
    return this.withDiskManagerSpecified(path);
  }

  #with(parts: Partial<Pick<RuntimeEnvBuilder, "memoryPool" | "diskManager">>): RuntimeEnvBuilder {
    return new RuntimeEnvBuilder({ memoryPool: this.memoryPool, diskManager: this.diskManager, ...parts });
  }
}

function checkSize(sizeBytes: number): number {
  if (Number.isFinite(sizeBytes) && sizeBytes > 0) return sizeBytes;
  throw new ConfigError({
    message: `Cannot limit memory: the size is ${sizeBytes}, must be a positive number of bytes`,
  });
}
