/**
 * The constants of SHA-2 and BLAKE: leading bits of the fractions of roots of primes (FIPS 180-4, sections 4.2 and 5.3),
 * as pairs of 32-bit words, high word first.
 */

/** Fractions of the cube roots of the first 80 primes, 64 bits each: the round constants. */
export const CUBE_ROOTS: Int32Array = fractions(80, 0, 3n);
/** Fractions of the square roots of the first 8 primes: the initial state of SHA-512, BLAKE2; high words: of SHA-256. */
export const SQUARE_ROOTS: Int32Array = fractions(8, 0, 2n);
/** Fractions of the square roots of the 9th to 16th prime: the initial state of SHA-384; low words: of SHA-224. */
export const NEXT_SQUARE_ROOTS: Int32Array = fractions(8, 8, 2n);

/** Every second word, from the first (high) or the second (low). */
export function halves(pairs: Int32Array, half: "high" | "low"): Int32Array {
  const out = new Int32Array(pairs.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = pairs[2 * i + (half === "high" ? 0 : 1)]!;
  return out;
}

function fractions(count: number, skipped: number, degree: bigint): Int32Array {
  const out = new Int32Array(count * 2);
  primes(skipped + count).slice(skipped).forEach((prime, i) => {
    const fraction = BigInt.asUintN(64, root(BigInt(prime) << (64n * degree), degree));
    out[2 * i] = Number(fraction >> 32n);
    out[2 * i + 1] = Number(fraction & 0xffff_ffffn);
  });
  return out;
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n);
  return found;
}

/** The largest integer whose power is not greater: Newton's method from above. */
function root(value: bigint, degree: bigint): bigint {
  let x = 1n << 80n;
  for (;;) {
    const next = ((degree - 1n) * x + value / x ** (degree - 1n)) / degree;
    if (next >= x) return x;
    x = next;
  }
}
