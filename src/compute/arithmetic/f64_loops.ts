/**
 * Loops over 64-bit floats: `out[i] = a[i] op b[i]` for i < n, one side may be one number. IEEE 754 throughout.
 *
 * Each loop is a function of its own, for one kind of typed array: engines compile what a loop has seen, and a loop that
 * has seen two kinds runs at half the speed. Unrolled by four: V8 runs a one-row loop four times slower when it is called
 * from a shared driver.
 */
/** `a + b`. */
export function addF64(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a[i]! + b[i]!;
    out[i + 1] = a[i + 1]! + b[i + 1]!;
    out[i + 2] = a[i + 2]! + b[i + 2]!;
    out[i + 3] = a[i + 3]! + b[i + 3]!;
  }
  for (; i < n; i++) out[i] = a[i]! + b[i]!;
}

/** `a + b`; also `a - (-b)`, which is the same number. */
export function addF64Scalar(a: Float64Array, b: number, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a[i]! + b;
    out[i + 1] = a[i + 1]! + b;
    out[i + 2] = a[i + 2]! + b;
    out[i + 3] = a[i + 3]! + b;
  }
  for (; i < n; i++) out[i] = a[i]! + b;
}

/** `a - b`. */
export function subF64(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a[i]! - b[i]!;
    out[i + 1] = a[i + 1]! - b[i + 1]!;
    out[i + 2] = a[i + 2]! - b[i + 2]!;
    out[i + 3] = a[i + 3]! - b[i + 3]!;
  }
  for (; i < n; i++) out[i] = a[i]! - b[i]!;
}

/** `a - b` for one `a`. */
export function subScalarF64(a: number, b: Float64Array, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a - b[i]!;
    out[i + 1] = a - b[i + 1]!;
    out[i + 2] = a - b[i + 2]!;
    out[i + 3] = a - b[i + 3]!;
  }
  for (; i < n; i++) out[i] = a - b[i]!;
}

/** `a * b`. */
export function mulF64(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a[i]! * b[i]!;
    out[i + 1] = a[i + 1]! * b[i + 1]!;
    out[i + 2] = a[i + 2]! * b[i + 2]!;
    out[i + 3] = a[i + 3]! * b[i + 3]!;
  }
  for (; i < n; i++) out[i] = a[i]! * b[i]!;
}

/** `a * b`. */
export function mulF64Scalar(a: Float64Array, b: number, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a[i]! * b;
    out[i + 1] = a[i + 1]! * b;
    out[i + 2] = a[i + 2]! * b;
    out[i + 3] = a[i + 3]! * b;
  }
  for (; i < n; i++) out[i] = a[i]! * b;
}

/** `a / b`. */
export function divF64(a: Float64Array, b: Float64Array, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a[i]! / b[i]!;
    out[i + 1] = a[i + 1]! / b[i + 1]!;
    out[i + 2] = a[i + 2]! / b[i + 2]!;
    out[i + 3] = a[i + 3]! / b[i + 3]!;
  }
  for (; i < n; i++) out[i] = a[i]! / b[i]!;
}

/** `a / b`. */
export function divF64Scalar(a: Float64Array, b: number, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a[i]! / b;
    out[i + 1] = a[i + 1]! / b;
    out[i + 2] = a[i + 2]! / b;
    out[i + 3] = a[i + 3]! / b;
  }
  for (; i < n; i++) out[i] = a[i]! / b;
}

/** `a / b` for one `a`. */
export function divScalarF64(a: number, b: Float64Array, out: Float64Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = a / b[i]!;
    out[i + 1] = a / b[i + 1]!;
    out[i + 2] = a / b[i + 2]!;
    out[i + 3] = a / b[i + 3]!;
  }
  for (; i < n; i++) out[i] = a / b[i]!;
}
