/**
 * Comparisons of 32-bit floats to bitmaps: bit i of `out` is set where the relation holds for row i. `flip` of 255 negates,
 * 0 does not; `out` holds ceil(n / 8) bytes, bits past n are zero. Validity is not looked at here.
 *
 * NaN is equal to NaN and greater than every number; 0 and -0 are equal, as in DataFusion. Eight rows a step: comparing
 * into bits without a branch is several times faster on data that does not repeat itself.
 */
/** `a = b`. */
export function equalF32(a: Float32Array, b: Float32Array, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(+(a[i]! === b[i]!) | (+(a[i] !== a[i]) & +(b[i] !== b[i]))) |
      (+(+(a[i + 1]! === b[i + 1]!) | (+(a[i + 1] !== a[i + 1]) & +(b[i + 1] !== b[i + 1]))) << 1) |
      (+(+(a[i + 2]! === b[i + 2]!) | (+(a[i + 2] !== a[i + 2]) & +(b[i + 2] !== b[i + 2]))) << 2) |
      (+(+(a[i + 3]! === b[i + 3]!) | (+(a[i + 3] !== a[i + 3]) & +(b[i + 3] !== b[i + 3]))) << 3) |
      (+(+(a[i + 4]! === b[i + 4]!) | (+(a[i + 4] !== a[i + 4]) & +(b[i + 4] !== b[i + 4]))) << 4) |
      (+(+(a[i + 5]! === b[i + 5]!) | (+(a[i + 5] !== a[i + 5]) & +(b[i + 5] !== b[i + 5]))) << 5) |
      (+(+(a[i + 6]! === b[i + 6]!) | (+(a[i + 6] !== a[i + 6]) & +(b[i + 6] !== b[i + 6]))) << 6) |
      (+(+(a[i + 7]! === b[i + 7]!) | (+(a[i + 7] !== a[i + 7]) & +(b[i + 7] !== b[i + 7]))) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= (+(a[k]! === b[k]!) | (+(a[k] !== a[k]) & +(b[k] !== b[k]))) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a < b`: not `b <= a`, unless `a` is NaN. */
export function lessF32(a: Float32Array, b: Float32Array, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(+!(b[i]! <= a[i]!) & +(a[i] === a[i])) |
      (+(+!(b[i + 1]! <= a[i + 1]!) & +(a[i + 1] === a[i + 1])) << 1) |
      (+(+!(b[i + 2]! <= a[i + 2]!) & +(a[i + 2] === a[i + 2])) << 2) |
      (+(+!(b[i + 3]! <= a[i + 3]!) & +(a[i + 3] === a[i + 3])) << 3) |
      (+(+!(b[i + 4]! <= a[i + 4]!) & +(a[i + 4] === a[i + 4])) << 4) |
      (+(+!(b[i + 5]! <= a[i + 5]!) & +(a[i + 5] === a[i + 5])) << 5) |
      (+(+!(b[i + 6]! <= a[i + 6]!) & +(a[i + 6] === a[i + 6])) << 6) |
      (+(+!(b[i + 7]! <= a[i + 7]!) & +(a[i + 7] === a[i + 7])) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(+!(b[k]! <= a[k]!) & +(a[k] === a[k])) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a = b`; `b` is not NaN. */
export function equalF32Scalar(a: Float32Array, b: number, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(a[i]! === b) |
      (+(a[i + 1]! === b) << 1) |
      (+(a[i + 2]! === b) << 2) |
      (+(a[i + 3]! === b) << 3) |
      (+(a[i + 4]! === b) << 4) |
      (+(a[i + 5]! === b) << 5) |
      (+(a[i + 6]! === b) << 6) |
      (+(a[i + 7]! === b) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(a[k]! === b) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a < b`; `b` is not NaN. */
export function lessF32Scalar(a: Float32Array, b: number, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(a[i]! < b) |
      (+(a[i + 1]! < b) << 1) |
      (+(a[i + 2]! < b) << 2) |
      (+(a[i + 3]! < b) << 3) |
      (+(a[i + 4]! < b) << 4) |
      (+(a[i + 5]! < b) << 5) |
      (+(a[i + 6]! < b) << 6) |
      (+(a[i + 7]! < b) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(a[k]! < b) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a > b`, which NaN is; `b` is not NaN. */
export function greaterF32Scalar(a: Float32Array, b: number, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(!(a[i]! <= b)) |
      (+(!(a[i + 1]! <= b)) << 1) |
      (+(!(a[i + 2]! <= b)) << 2) |
      (+(!(a[i + 3]! <= b)) << 3) |
      (+(!(a[i + 4]! <= b)) << 4) |
      (+(!(a[i + 5]! <= b)) << 5) |
      (+(!(a[i + 6]! <= b)) << 6) |
      (+(!(a[i + 7]! <= b)) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(!(a[k]! <= b)) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** Whether `a` is NaN. */
export function isNanF32(a: Float32Array, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(a[i] !== a[i]) |
      (+(a[i + 1] !== a[i + 1]) << 1) |
      (+(a[i + 2] !== a[i + 2]) << 2) |
      (+(a[i + 3] !== a[i + 3]) << 3) |
      (+(a[i + 4] !== a[i + 4]) << 4) |
      (+(a[i + 5] !== a[i + 5]) << 5) |
      (+(a[i + 6] !== a[i + 6]) << 6) |
      (+(a[i + 7] !== a[i + 7]) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(a[k] !== a[k]) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}
