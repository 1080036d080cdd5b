/** `node:test` for a page: collects tests while a file loads, runs them one after the other when {@linkcode runTests} is called. */

/** How a test ended: with an error, skipped, or well. */
export interface PageResult {
  readonly name: string;
  readonly error?: string;
  readonly skipped?: boolean;
}

/** The part of Node's options that tests use. */
export interface TestOptions {
  readonly skip?: boolean | string;
  readonly todo?: boolean | string;
  readonly timeout?: number;
  readonly concurrency?: boolean | number;
}

/** What a test's body gets. */
export interface TestContext {
  readonly name: string;
  readonly signal: AbortSignal;
  test(name: string, ...rest: Rest): Promise<void>;
  skip(message?: string): void;
  diagnostic(message: string): void;
  after(hook: Hook): void;
}

type Body = (context: TestContext) => unknown;
type Hook = () => unknown;
type Rest = [body?: Body] | [options: TestOptions, body?: Body | undefined];

interface Group {
  readonly name: string;
  readonly skip: boolean;
  readonly children: (Group | Case)[];
  readonly hooks: Readonly<Record<"before" | "after" | "beforeEach" | "afterEach", Hook[]>>;
}
interface Case {
  readonly name: string;
  readonly skip: boolean;
  readonly body: Body;
}

const root = newGroup("", false);
let open: Group = root;

function addTest(name: string, ...rest: Rest): Promise<void> {
  const { skip, body } = unpack(rest);
  open.children.push({ name, skip: skip || body === undefined, body: body ?? (() => {}) });
  return Promise.resolve();
}

/** Registers a test or a group. */
interface Register {
  (name: string, ...rest: Rest): Promise<void>;
}
const skipping = (register: Register): Register => (name, ...rest) => register(name, { skip: true }, unpack(rest).body);

/** Registers a test. */
export const test: Register & { readonly skip: Register; readonly todo: Register } = Object.assign(
  (name: string, ...rest: Rest) => addTest(name, ...rest),
  { skip: skipping(addTest), todo: skipping(addTest) },
);

function addGroup(name: string, ...rest: Rest): Promise<void> {
  const { skip, body } = unpack(rest);
  const outer = open;
  const group = newGroup(name, skip || outer.skip);
  outer.children.push(group);
  open = group;
  try {
    (body as Hook | undefined)?.();
  } finally {
    open = outer;
  }
  return Promise.resolve();
}

/** Registers a group of tests. */
export const describe: Register & { readonly skip: Register } = Object.assign(
  (name: string, ...rest: Rest) => addGroup(name, ...rest),
  { skip: skipping(addGroup) },
);

export const it: typeof test = test;
export const suite: typeof describe = describe;
export const before = (hook: Hook): void => void open.hooks.before.push(hook);
export const after = (hook: Hook): void => void open.hooks.after.push(hook);
export const beforeEach = (hook: Hook): void => void open.hooks.beforeEach.push(hook);
export const afterEach = (hook: Hook): void => void open.hooks.afterEach.push(hook);
export default test;

/** Runs what was registered. Only innermost tests are reported. */
export async function runTests(): Promise<readonly PageResult[]> {
  const results: PageResult[] = [];
  await runGroup(root, [], [], results);
  return results;
}

async function runGroup(group: Group, path: string[], around: Group[], results: PageResult[]): Promise<void> {
  const name = [...path, "(hooks)"].join(" > ");
  await attempt(name, () => runAll(group.hooks.before), results, true);
  for (const child of group.children) {
    if ("children" in child) await runGroup(child, [...path, child.name], [...around, group], results);
    else await runCase(child, path, [...around, group], results);
  }
  await attempt(name, () => runAll(group.hooks.after), results, true);
}

async function runCase({ name, skip, body }: Case, path: string[], around: Group[], results: PageResult[]) {
  const full = [...path, name].join(" > ");
  if (skip || around.some((group) => group.skip)) return void results.push({ name: full, skipped: true });
  const inner: PageResult[] = [];
  const late: Hook[] = [];
  let skipped = false;
  const context: TestContext = {
    name,
    signal: new AbortController().signal,
    test: async (innerName, ...rest) => {
      const { skip, body } = unpack(rest);
      await runCase({ name: innerName, skip, body: body ?? (() => {}) }, [...path, name], [], inner);
    },
    skip: () => void (skipped = true),
    diagnostic: (message) => console.log(message),
    after: (hook) => void late.push(hook),
  };
  const own: PageResult[] = [];
  await attempt(full, async () => {
    await runAll(around.flatMap((group) => group.hooks.beforeEach));
    try {
      await body(context);
    } finally {
      await runAll([...late, ...around.toReversed().flatMap((group) => group.hooks.afterEach)]);
    }
  }, own);
  const failed = own.some(({ error }) => error !== undefined);
  if (inner.length === 0 || failed) results.push(...(skipped && !failed ? [{ name: full, skipped }] : own));
  results.push(...inner);
}

async function attempt(name: string, run: () => Promise<void>, results: PageResult[], quiet = false): Promise<void> {
  try {
    await run();
    if (!quiet) results.push({ name });
  } catch (error) {
    results.push({ name, error: String((error as Error)?.stack ?? error) });
  }
}

async function runAll(hooks: readonly Hook[]): Promise<void> {
  for (const hook of hooks) await hook();
}

function unpack(rest: Rest): { readonly skip: boolean; readonly body: Body | undefined } {
  const [first, second] = rest;
  if (typeof first === "function" || first === undefined) return { skip: false, body: first as Body | undefined };
  return { skip: Boolean((first as TestOptions).skip || (first as TestOptions).todo), body: second };
}

function newGroup(name: string, skip: boolean): Group {
  return { name, skip, children: [], hooks: { before: [], after: [], beforeEach: [], afterEach: [] } };
}
