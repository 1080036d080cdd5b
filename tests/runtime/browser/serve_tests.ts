import { createServer, type Server } from "node:http";
import { readdirSync, readFileSync, statSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { normalize } from "node:path";

/** Without these two headers a page has no SharedArrayBuffer. */
export const ISOLATION: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** A server on loopback. */
export interface TestServer {
  /** The page's URL. */
  readonly url: string;
  close(): void;
}

/**
 * Serves an empty page with an import map, the bundled scripts, and the data files below `tests/`.
 *
 * @param headers of everything served; default: cross-origin isolated
 */
export async function serveTests(
  scripts: ReadonlyMap<string, string>,
  imports: Readonly<Record<string, string>>,
  root: string,
  headers: Readonly<Record<string, string>> = ISOLATION,
): Promise<TestServer> {
  const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">` +
    `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/") return response.writeHead(200, { ...headers, "Content-Type": "text/html" }).end(page);
    const script = scripts.get(pathname.slice(1));
    const type = script === undefined ? "application/octet-stream" : "text/javascript";
    const body = script ?? dataFile(root, pathname, search === "?list");
    response.writeHead(body === undefined ? 404 : 200, { ...headers, "Content-Type": type }).end(body);
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

function dataFile(root: string, pathname: string, list: boolean): Uint8Array | string | undefined {
  const path = normalize(decodeURIComponent(pathname));
  if (!path.startsWith("/tests")) return undefined;
  try {
    if (list) return JSON.stringify(readdirSync(root + path).sort());
    return statSync(root + path).isDirectory() ? "" : readFileSync(root + path);
  } catch {
    return undefined;
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
