/**
 * A value that must stay in this process: {@linkcode Secret.reveal} gives it, and a function that captured the secret is
 * refused when it is defined.
 */
export class Secret<T> {
  readonly #value: T;

  /** Use {@linkcode secret}. */
  constructor(value: T) {
    this.#value = value;
    if (typeof value === "object" && value !== null || typeof value === "function") SECRET_OBJECTS.add(value);
    Object.freeze(this);
  }

  /** The value, for code that runs here. */
  reveal(): T {
    return this.#value;
  }

  /** `[secret]`, so that it does not get into texts by accident. */
  toString(): string {
    return "[secret]";
  }

  /** `[secret]`, so that it does not get into JSON by accident. */
  toJSON(): string {
    return "[secret]";
  }
}

// Consoles look for these two names; they must not print the field.
for (const inspect of ["nodejs.util.inspect.custom", "Deno.customInspect"]) {
  Object.defineProperty(Secret.prototype, Symbol.for(inspect), { value: () => "[secret]" });
}

const SECRET_OBJECTS = new WeakSet<WeakKey>();

/**
 * Marks a value that must not travel. Capturing the result throws {@linkcode UdfCaptureError}, and so does capturing the
 * same object without its wrapper.
 */
export function secret<T>(value: T): Secret<T> {
  return new Secret(value);
}

/** Whether the value is a secret, or an object that was made one. */
export function isSecret(value: object): boolean {
  return value instanceof Secret || SECRET_OBJECTS.has(value);
}
