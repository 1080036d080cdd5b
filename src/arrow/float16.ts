const bits = new Uint32Array(1);
const float = new Float32Array(bits.buffer);

/** The number whose IEEE 754 binary16 bits are `half`. */
export function float16ToNumber(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Bits of the nearest IEEE 754 binary16, ties to even; what is too large becomes an infinity. */
export function numberToFloat16(value: number): number {
  float[0] = value; // for the sign, also of -0 and NaN
  const sign = (bits[0]! >>> 16) & 0x8000;
  if (value !== value) return sign | 0x7e00;
  const magnitude = Math.abs(value);
  if (magnitude >= 65520) return sign | 0x7c00;
  if (magnitude === 0) return sign;
  let exponent = Math.floor(Math.log2(magnitude));
  if (2 ** exponent > magnitude) exponent--;
  else if (2 ** (exponent + 1) <= magnitude) exponent++;
  exponent = Math.max(exponent, -14);
  // Units of the last place; magnitude / ulp is exact in float64, so rounding it to even is the only rounding.
  const units = roundEven(magnitude / 2 ** (exponent - 10));
  return sign | (units >= 1024 ? ((exponent + 15) << 10) + (units - 1024) : units);
}

function roundEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}
