/** Globals that every supported runtime has: ECMAScript and the web's portable part. */
const STANDARD: ReadonlySet<string> = new Set(
  `undefined NaN Infinity globalThis
  Object Function Boolean Symbol Number BigInt Math Date String RegExp Array Map Set WeakMap WeakSet WeakRef
  FinalizationRegistry ArrayBuffer DataView Atomics JSON Promise Reflect Proxy Intl
  Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array BigInt64Array BigUint64Array
  Float32Array Float64Array
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError
  parseInt parseFloat isNaN isFinite encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape eval
  console performance crypto Crypto CryptoKey SubtleCrypto structuredClone queueMicrotask
  setTimeout clearTimeout setInterval clearInterval atob btoa
  URL URLSearchParams TextEncoder TextDecoder TextEncoderStream TextDecoderStream
  fetch Headers Request Response FormData Blob File
  ReadableStream WritableStream TransformStream ByteLengthQueuingStrategy CountQueuingStrategy
  CompressionStream DecompressionStream
  AbortController AbortSignal Event EventTarget CustomEvent MessageEvent DOMException
  MessageChannel MessagePort BroadcastChannel WebAssembly`.split(/\s+/),
);

/**
 * Globals that only some runtimes have. A function that reads one runs where it exists, and nowhere else.
 * The list is fixed, not read from `globalThis`, so that a function gives the same bytes on every runtime.
 */
const RUNTIME_SPECIFIC: ReadonlySet<string> = new Set(
  `Deno Bun process Buffer global setImmediate clearImmediate HTMLRewriter
  window document self navigator location history screen origin
  localStorage sessionStorage indexedDB caches alert confirm prompt reportError
  requestAnimationFrame cancelAnimationFrame requestIdleCallback cancelIdleCallback getComputedStyle matchMedia
  addEventListener removeEventListener dispatchEvent postMessage onmessage importScripts
  Worker SharedWorker ServiceWorker WorkerGlobalScope DedicatedWorkerGlobalScope Window Document Node Element HTMLElement
  Image Audio DOMParser XMLSerializer XMLHttpRequest FileReader MutationObserver ResizeObserver IntersectionObserver
  OffscreenCanvas ImageData ImageBitmap createImageBitmap CanvasRenderingContext2D Path2D DOMMatrix DOMRect DOMPoint
  WebSocket WebSocketStream EventSource WebTransport Navigator URLPattern Storage Cache CacheStorage
  PerformanceObserver PerformanceEntry PerformanceMark PerformanceMeasure CloseEvent ErrorEvent ProgressEvent
  PromiseRejectionEvent scheduler trustedTypes isSecureContext crossOriginIsolated
  GPU GPUDevice GPUBuffer GPUBufferUsage GPUMapMode GPUShaderStage GPUTextureUsage
  SharedArrayBuffer Iterator AsyncIterator Float16Array Temporal SuppressedError DisposableStack AsyncDisposableStack
  ShadowRealm`.split(/\s+/),
);

/** Names that CommonJS modules have around them. They are no globals, so no worker can supply them. */
const MODULE_SCOPE: ReadonlySet<string> = new Set(["require", "module", "exports", "__dirname", "__filename"]);

/** Whether every supported runtime has the global. */
export function isStandardGlobal(name: string): boolean {
  return STANDARD.has(name);
}

/** Whether the name is a global of some runtimes only: `Deno`, `process`, `window`, … */
export function isRuntimeGlobal(name: string): boolean {
  return RUNTIME_SPECIFIC.has(name);
}

/** Whether the name belongs to the scope of a CommonJS module: `require`, `__dirname`, … */
export function isModuleScopeName(name: string): boolean {
  return MODULE_SCOPE.has(name);
}

/** Those of the names that this realm's `globalThis` lacks. */
export function missingGlobals(names: readonly string[]): string[] {
  return names.filter((name) => !(name in globalThis));
}
