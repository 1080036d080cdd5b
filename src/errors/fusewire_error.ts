/** What every error of this library is made from; subclasses add their own fields. */
export interface ErrorDetails {
  /** `Cannot <do> "<x>": <what is>, must be <what>`; no final period. */
  readonly message: string;
  /** What the reader can do about it: code or one sentence. Shown on a line of its own. */
  readonly remedy?: string | undefined;
  /** The error or value below this one. */
  readonly cause?: unknown;
}

/**
 * The base of all errors that this library throws on purpose.
 *
 * `code` is stable across releases; match on it, or on the class, never on the text. Errors cross workers as data
 * and come back as the same class (see {@linkcode errorToData}).
 */
export abstract class FusewireError extends Error {
  /** Stable identifier such as `E_UDF_FREE_VARIABLE`. */
  abstract readonly code: string;
  /** What to do, when there is something to do. */
  readonly remedy?: string;
  /** The message without the remedy line. */
  readonly rawMessage: string;

  constructor({ message, remedy, cause, ...fields }: ErrorDetails & Readonly<Record<string, unknown>>) {
    super(remedy ? `${message}\n  Try: ${remedy}` : message, cause === undefined ? undefined : { cause });
    this.rawMessage = message;
    if (remedy !== undefined) this.remedy = remedy;
    Object.assign(this, fields);
  }
}
