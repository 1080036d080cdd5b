/**
 * Comparisons of 64-bit integers as pairs of words (low first) to bitmaps; see `f64_loops.ts` for the form. `sign` is
 * `0x80000000 | 0` for unsigned integers, whose high words it orders as signed ones, else 0.
 */
const SIGN = -0x80000000;

function same(a: Int32Array, i: number, low: number, high: number): boolean {
  return ((a[i << 1]! ^ low) | (a[(i << 1) + 1]! ^ high)) === 0;
}

/** Whether value `i` is below the other one; `high` has its sign flipped already. */
function below(a: Int32Array, i: number, low: number, high: number, sign: number): number {
  const own = a[(i << 1) + 1]! ^ sign;
  return +(own < high) | (+(own === high) & +((a[i << 1]! ^ SIGN) < (low ^ SIGN)));
}

/** Whether value `i` is above the other one; `high` has its sign flipped already. */
function above(a: Int32Array, i: number, low: number, high: number, sign: number): number {
  const own = a[(i << 1) + 1]! ^ sign;
  return +(own > high) | (+(own === high) & +((a[i << 1]! ^ SIGN) > (low ^ SIGN)));
}

/** `a = b`. */
export function equalI64(a: Int32Array, b: Int32Array, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(same(a, i, b[i << 1]!, b[(i << 1) + 1]!)) |
      (+(same(a, i + 1, b[(i + 1) << 1]!, b[((i + 1) << 1) + 1]!)) << 1) |
      (+(same(a, i + 2, b[(i + 2) << 1]!, b[((i + 2) << 1) + 1]!)) << 2) |
      (+(same(a, i + 3, b[(i + 3) << 1]!, b[((i + 3) << 1) + 1]!)) << 3) |
      (+(same(a, i + 4, b[(i + 4) << 1]!, b[((i + 4) << 1) + 1]!)) << 4) |
      (+(same(a, i + 5, b[(i + 5) << 1]!, b[((i + 5) << 1) + 1]!)) << 5) |
      (+(same(a, i + 6, b[(i + 6) << 1]!, b[((i + 6) << 1) + 1]!)) << 6) |
      (+(same(a, i + 7, b[(i + 7) << 1]!, b[((i + 7) << 1) + 1]!)) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(same(a, k, b[k << 1]!, b[(k << 1) + 1]!)) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a < b`. */
export function lessI64(a: Int32Array, b: Int32Array, sign: number, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(below(a, i, b[i << 1]!, b[(i << 1) + 1]! ^ sign, sign)) |
      (+(below(a, i + 1, b[(i + 1) << 1]!, b[((i + 1) << 1) + 1]! ^ sign, sign)) << 1) |
      (+(below(a, i + 2, b[(i + 2) << 1]!, b[((i + 2) << 1) + 1]! ^ sign, sign)) << 2) |
      (+(below(a, i + 3, b[(i + 3) << 1]!, b[((i + 3) << 1) + 1]! ^ sign, sign)) << 3) |
      (+(below(a, i + 4, b[(i + 4) << 1]!, b[((i + 4) << 1) + 1]! ^ sign, sign)) << 4) |
      (+(below(a, i + 5, b[(i + 5) << 1]!, b[((i + 5) << 1) + 1]! ^ sign, sign)) << 5) |
      (+(below(a, i + 6, b[(i + 6) << 1]!, b[((i + 6) << 1) + 1]! ^ sign, sign)) << 6) |
      (+(below(a, i + 7, b[(i + 7) << 1]!, b[((i + 7) << 1) + 1]! ^ sign, sign)) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(below(a, k, b[k << 1]!, b[(k << 1) + 1]! ^ sign, sign)) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a = b`. */
export function equalI64Scalar(
  a: Int32Array,
  low: number,
  high: number,
  out: Uint8Array,
  n: number,
  flip: number,
): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(same(a, i, low, high)) |
      (+(same(a, i + 1, low, high)) << 1) |
      (+(same(a, i + 2, low, high)) << 2) |
      (+(same(a, i + 3, low, high)) << 3) |
      (+(same(a, i + 4, low, high)) << 4) |
      (+(same(a, i + 5, low, high)) << 5) |
      (+(same(a, i + 6, low, high)) << 6) |
      (+(same(a, i + 7, low, high)) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(same(a, k, low, high)) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a < b`. */
export function lessI64Scalar(
  a: Int32Array,
  low: number,
  high: number,
  sign: number,
  out: Uint8Array,
  n: number,
  flip: number,
): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(below(a, i, low, high, sign)) |
      (+(below(a, i + 1, low, high, sign)) << 1) |
      (+(below(a, i + 2, low, high, sign)) << 2) |
      (+(below(a, i + 3, low, high, sign)) << 3) |
      (+(below(a, i + 4, low, high, sign)) << 4) |
      (+(below(a, i + 5, low, high, sign)) << 5) |
      (+(below(a, i + 6, low, high, sign)) << 6) |
      (+(below(a, i + 7, low, high, sign)) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(below(a, k, low, high, sign)) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a > b`. */
export function greaterI64Scalar(
  a: Int32Array,
  low: number,
  high: number,
  sign: number,
  out: Uint8Array,
  n: number,
  flip: number,
): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(above(a, i, low, high, sign)) |
      (+(above(a, i + 1, low, high, sign)) << 1) |
      (+(above(a, i + 2, low, high, sign)) << 2) |
      (+(above(a, i + 3, low, high, sign)) << 3) |
      (+(above(a, i + 4, low, high, sign)) << 4) |
      (+(above(a, i + 5, low, high, sign)) << 5) |
      (+(above(a, i + 6, low, high, sign)) << 6) |
      (+(above(a, i + 7, low, high, sign)) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(above(a, k, low, high, sign)) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}
