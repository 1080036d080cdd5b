import * as main from "@fusewire/fusewire";
import * as codec from "@fusewire/fusewire/codec";
import * as functions from "@fusewire/fusewire/functions";
import * as ipc from "@fusewire/fusewire/ipc";
import { assertEquals } from "@std/assert";
import { test } from "node:test";
import { PUBLIC_API } from "./support/public_api.ts";

// "./worker" is no module to import: it starts serving. Its names are compared by `deno task ok`.
const MODULES = { ".": main, "./functions": functions, "./ipc": ipc, "./codec": codec };

for (const [entry, module] of Object.entries(MODULES)) {
  test(`${entry} exports the names of tests/support/public_api.ts`, () => {
    assertEquals(Object.keys(module).sort(), PUBLIC_API[entry]!.values);
  });
}
