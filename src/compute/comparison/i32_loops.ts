/** Comparisons of signed 32-bit integers to bitmaps; see `f64_loops.ts` for the form. */
/** `a = b`. */
export function equalI32(a: Int32Array, b: Int32Array, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(a[i]! === b[i]!) |
      (+(a[i + 1]! === b[i + 1]!) << 1) |
      (+(a[i + 2]! === b[i + 2]!) << 2) |
      (+(a[i + 3]! === b[i + 3]!) << 3) |
      (+(a[i + 4]! === b[i + 4]!) << 4) |
      (+(a[i + 5]! === b[i + 5]!) << 5) |
      (+(a[i + 6]! === b[i + 6]!) << 6) |
      (+(a[i + 7]! === b[i + 7]!) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(a[k]! === b[k]!) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a < b`. */
export function lessI32(a: Int32Array, b: Int32Array, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(a[i]! < b[i]!) |
      (+(a[i + 1]! < b[i + 1]!) << 1) |
      (+(a[i + 2]! < b[i + 2]!) << 2) |
      (+(a[i + 3]! < b[i + 3]!) << 3) |
      (+(a[i + 4]! < b[i + 4]!) << 4) |
      (+(a[i + 5]! < b[i + 5]!) << 5) |
      (+(a[i + 6]! < b[i + 6]!) << 6) |
      (+(a[i + 7]! < b[i + 7]!) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(a[k]! < b[k]!) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}

/** `a = b`. */
export function equalI32Scalar(a: Int32Array, b: number, out: Uint8Array, n: number, flip: number): void {
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

/** `a < b`. */
export function lessI32Scalar(a: Int32Array, b: number, out: Uint8Array, n: number, flip: number): void {
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

/** `a > b`. */
export function greaterI32Scalar(a: Int32Array, b: number, out: Uint8Array, n: number, flip: number): void {
  n = n | 0;
  let i = 0;
  for (const end = n & ~7; i < end; i += 8) {
    out[i >> 3] = flip ^ (
      +(a[i]! > b) |
      (+(a[i + 1]! > b) << 1) |
      (+(a[i + 2]! > b) << 2) |
      (+(a[i + 3]! > b) << 3) |
      (+(a[i + 4]! > b) << 4) |
      (+(a[i + 5]! > b) << 5) |
      (+(a[i + 6]! > b) << 6) |
      (+(a[i + 7]! > b) << 7)
    );
  }
  if (i < n) {
    let byte = 0;
    for (let k = i; k < n; k++) byte |= +(a[k]! > b) << (k & 7);
    out[i >> 3] = (flip ^ byte) & ((1 << (n & 7)) - 1);
  }
}
