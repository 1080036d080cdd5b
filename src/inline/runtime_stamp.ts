/** What this realm runs on: the only place that looks at the engine's own names. */
export type RuntimeName = "deno" | "bun" | "node" | "workerd" | "chrome" | "firefox" | "safari" | "unknown";

/** A runtime and its version, as far as it tells. */
export interface Runtime {
  /** Which runtime; `unknown` for one that is on no list. */
  readonly name: RuntimeName;
  /** `major.minor`; `0.0` where the runtime does not tell. */
  readonly version: string;
}

interface RuntimeGlobals {
  readonly Deno?: { readonly version?: { readonly deno?: string } };
  readonly Bun?: { readonly version?: string };
  readonly process?: { readonly versions?: { readonly node?: string } };
  readonly navigator?: { readonly userAgent?: string };
}

/** Order matters: Chrome's user agent also says Safari, and Edge's also says Chrome (they are one engine). */
const BROWSERS: readonly (readonly [RuntimeName, RegExp])[] = [
  ["firefox", /Firefox\/(\d+)(?:\.(\d+))?/],
  ["chrome", /(?:Chrome|Chromium|HeadlessChrome)\/(\d+)(?:\.(\d+))?/],
  ["safari", /Version\/(\d+)(?:\.(\d+))?.*Safari\//],
];

let detected: Runtime | undefined;

/** The runtime of this realm; looked up once. */
export function currentRuntime(): Runtime {
  return detected ??= Object.freeze(detectRuntime(globalThis as unknown as RuntimeGlobals));
}

/** The stamp of this realm: `runtime/major.minor`, for example `deno/2.9`. */
export function runtimeStamp(): string {
  const { name, version } = currentRuntime();
  return `${name}/${version}`;
}

/** What the given globals say. Deno and Bun also have `process`, so they are asked first. */
export function detectRuntime(globals: RuntimeGlobals): Runtime {
  const deno = globals.Deno?.version?.deno;
  if (typeof deno === "string") return { name: "deno", version: majorMinor(deno) };
  const bun = globals.Bun?.version;
  if (typeof bun === "string") return { name: "bun", version: majorMinor(bun) };
  const agent = globals.navigator?.userAgent;
  // Workers with node compatibility have `process.versions.node` too, but not the engine's behaviour.
  if (agent === "Cloudflare-Workers") return { name: "workerd", version: "0.0" };
  const node = globals.process?.versions?.node;
  if (typeof node === "string") return { name: "node", version: majorMinor(node) };
  if (typeof agent === "string") {
    for (const [name, pattern] of BROWSERS) {
      const match = pattern.exec(agent);
      if (match) return { name, version: `${match[1]}.${match[2] ?? "0"}` };
    }
  }
  return { name: "unknown", version: "0.0" };
}

function majorMinor(version: string): string {
  const match = /^v?(\d+)(?:\.(\d+))?/.exec(version);
  return match ? `${match[1]}.${match[2] ?? "0"}` : "0.0";
}
