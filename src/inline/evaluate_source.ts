/**
 * The only place of the library that makes code from text. Everything else of this room looks at text without running it.
 */

/** What `new Function` gives: a function of the parameters' values. */
export type CompiledBody = (...values: readonly unknown[]) => unknown;

/**
 * Compiles a function body; runs nothing yet.
 *
 * @throws {SyntaxError} if this engine cannot parse it
 * @throws {EvalError} where code from text is forbidden (a page's Content-Security-Policy, `--disallow-code-generation…`)
 */
export function compileBody(parameters: readonly string[], body: string): CompiledBody {
  return new Function(...parameters, body) as CompiledBody;
}

let allowed: boolean | undefined;

/** Whether this realm lets code be made from text; asked once. */
export function canEvaluate(): boolean {
  if (allowed === undefined) {
    try {
      compileBody([], "");
      allowed = true;
    } catch {
      allowed = false;
    }
  }
  return allowed;
}
