/** The part of `node:fs` that tests read their data with, over synchronous requests to the server of the page. */

/** A file's bytes, or its text where an encoding is named. */
export function readFileSync(path: string | URL): Uint8Array;
export function readFileSync(path: string | URL, encoding: string | { readonly encoding: string }): string;
export function readFileSync(
  path: string | URL,
  encoding?: string | { readonly encoding: string },
): Uint8Array | string {
  const response = request(path);
  if (response.status !== 200) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
  const bytes = Uint8Array.from(response.responseText, (char) => char.charCodeAt(0) & 0xff);
  return encoding === undefined ? bytes : new TextDecoder().decode(bytes);
}

/** Whether a file or folder is there. */
export function existsSync(path: string | URL): boolean {
  return request(path).status === 200;
}

/** The names in a folder, sorted. */
export function readdirSync(path: string | URL): string[] {
  const response = request(`${path}?list`);
  if (response.status !== 200) throw new Error(`ENOENT: no such file or directory, scandir '${path}'`);
  return JSON.parse(response.responseText);
}

const fs: {
  readonly readFileSync: typeof readFileSync;
  readonly existsSync: typeof existsSync;
  readonly readdirSync: typeof readdirSync;
} = { readFileSync, existsSync, readdirSync };
export default fs;

function request(path: string | URL): XMLHttpRequest {
  const request = new XMLHttpRequest();
  request.open("GET", String(path), false);
  // Bytes come through text unchanged, in the low half of each code unit; a synchronous request has no ArrayBuffer.
  request.overrideMimeType("text/plain; charset=x-user-defined");
  request.send();
  return request;
}
