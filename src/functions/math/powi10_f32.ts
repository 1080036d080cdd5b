/** 10^`exponent` as the chain of float32 multiplications that Rust's `powi` makes. */
export function powi10F32(exponent: number): number {
  let left = Math.abs(exponent);
  let base = 10;
  let result = 1;
  for (;;) {
    if (left & 1) result = Math.fround(result * base);
    left >>= 1;
    if (left === 0) break;
    base = Math.fround(base * base);
  }
  return exponent < 0 ? Math.fround(1 / result) : result;
}
