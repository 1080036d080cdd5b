/**
 * Loops over 32-bit integers, wrapping: `out[i] = a[i] op b[i]` for i < n, one side may be one number.
 * Unsigned integers have the same low words, so their arrays are viewed as signed ones. See `f64_loops.ts` for the form.
 */
/** `a + b`. */
export function addI32(a: Int32Array, b: Int32Array, out: Int32Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = (a[i]! + b[i]!) | 0;
    out[i + 1] = (a[i + 1]! + b[i + 1]!) | 0;
    out[i + 2] = (a[i + 2]! + b[i + 2]!) | 0;
    out[i + 3] = (a[i + 3]! + b[i + 3]!) | 0;
  }
  for (; i < n; i++) out[i] = (a[i]! + b[i]!) | 0;
}

/** `a + b`. */
export function addI32Scalar(a: Int32Array, b: number, out: Int32Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = (a[i]! + b) | 0;
    out[i + 1] = (a[i + 1]! + b) | 0;
    out[i + 2] = (a[i + 2]! + b) | 0;
    out[i + 3] = (a[i + 3]! + b) | 0;
  }
  for (; i < n; i++) out[i] = (a[i]! + b) | 0;
}

/** `a - b`. */
export function subI32(a: Int32Array, b: Int32Array, out: Int32Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = (a[i]! - b[i]!) | 0;
    out[i + 1] = (a[i + 1]! - b[i + 1]!) | 0;
    out[i + 2] = (a[i + 2]! - b[i + 2]!) | 0;
    out[i + 3] = (a[i + 3]! - b[i + 3]!) | 0;
  }
  for (; i < n; i++) out[i] = (a[i]! - b[i]!) | 0;
}

/** `a - b` for one `a`. */
export function subScalarI32(a: number, b: Int32Array, out: Int32Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = (a - b[i]!) | 0;
    out[i + 1] = (a - b[i + 1]!) | 0;
    out[i + 2] = (a - b[i + 2]!) | 0;
    out[i + 3] = (a - b[i + 3]!) | 0;
  }
  for (; i < n; i++) out[i] = (a - b[i]!) | 0;
}

/** `a * b`. */
export function mulI32(a: Int32Array, b: Int32Array, out: Int32Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = Math.imul(a[i]!, b[i]!);
    out[i + 1] = Math.imul(a[i + 1]!, b[i + 1]!);
    out[i + 2] = Math.imul(a[i + 2]!, b[i + 2]!);
    out[i + 3] = Math.imul(a[i + 3]!, b[i + 3]!);
  }
  for (; i < n; i++) out[i] = Math.imul(a[i]!, b[i]!);
}

/** `a * b`. */
export function mulI32Scalar(a: Int32Array, b: number, out: Int32Array, n: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~3; i < end; i += 4) {
    out[i] = Math.imul(a[i]!, b);
    out[i + 1] = Math.imul(a[i + 1]!, b);
    out[i + 2] = Math.imul(a[i + 2]!, b);
    out[i + 3] = Math.imul(a[i + 3]!, b);
  }
  for (; i < n; i++) out[i] = Math.imul(a[i]!, b);
}
