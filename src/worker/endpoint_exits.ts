/**
 * Makes a worker say so before it ends itself: Deno reports neither `self.close()` nor `Deno.exit()` to the driver, which would wait for ever.
 *
 * A long busy task cannot be taken for a dead worker: nothing is measured, the exits themselves speak.
 */
export function guardExits(onClosing: (reason: string) => void): void {
  const scope = globalThis as { close?: () => void };
  guard(scope, "close", "self.close()", onClosing);
  const { Deno, process } = globalThis as unknown as { Deno?: object; process?: object };
  if (Deno) guard(Deno, "exit", "Deno.exit()", onClosing);
  if (process) guard(process, "exit", "process.exit()", onClosing);
}

function guard(owner: object, name: string, text: string, onClosing: (reason: string) => void): void {
  const original = (owner as Record<string, unknown>)[name];
  if (typeof original !== "function") return;
  const guarded = (...args: unknown[]): unknown => {
    onClosing(text);
    return Reflect.apply(original, owner, args);
  };
  try {
    Object.defineProperty(owner, name, { value: guarded, configurable: true, writable: true });
  } catch {
    // A runtime that does not let it be replaced reports the exit by itself.
  }
}
