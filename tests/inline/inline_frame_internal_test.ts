import { test } from "node:test";
import { assertEquals, assertThrows } from "@std/assert";
import { DecodeError, EncodeError, WireVersionError } from "../../src/errors.ts";
import { encodeFrame, type InlineKind, readFrame, withoutStamp } from "../../src/inline/inline_frame.ts";

const PAYLOAD = Uint8Array.of(1, 2, 3);

test("a frame is prefix, wire version, stamp and payload", () => {
  const prefixes: [InlineKind, string][] = [
    ["scalar", "DFJSUDF"],
    ["aggregate", "DFJSUDA"],
    ["window", "DFJSUDW"],
    ["function", "DFJSFUN"],
  ];
  for (const [kind, prefix] of prefixes) {
    const frame = encodeFrame(kind, PAYLOAD, "deno/2.9");
    assertEquals(new TextDecoder("latin1").decode(frame), `${prefix}\x01\x08deno/2.9\x01\x02\x03`);
    assertEquals(readFrame(frame), {
      family: "fusewire",
      kind,
      wireVersion: 1,
      stamp: "deno/2.9",
      payload: PAYLOAD,
    });
  }
});

test("readFrame() refuses a header that is cut short at any byte", () => {
  const frame = encodeFrame("scalar", PAYLOAD, "deno/2.9");
  const inside = (length: number): string =>
    length < 7
      ? "its 7-byte prefix"
      : length === 7
      ? "its wire version"
      : length === 8
      ? "the length of its runtime stamp"
      : "its runtime stamp of 8 bytes";
  for (let length = 3; length < 17; length++) {
    const error = assertThrows(() => readFrame(frame.slice(0, length)), DecodeError);
    assertEquals(
      error.message,
      `Cannot read inline function: the bytes end after ${length}, inside ${inside(length)}\n` +
        `  Try: check how the bytes were stored or sent; they were cut short`,
    );
    assertEquals(error.offset, length);
  }
  // Payload bytes are not looked at, so a frame without any is a frame.
  assertEquals((readFrame(frame.slice(0, 17)) as { payload: Uint8Array }).payload.length, 0);
});

test("readFrame() names found and supported versions and who must act", () => {
  const frame = encodeFrame("scalar", PAYLOAD, "deno/2.9");
  frame[7] = 3;
  const newer = assertThrows(() => readFrame(frame), WireVersionError);
  assertEquals(
    newer.message,
    "Cannot read inline function: it uses wire version 3, this build reads 1\n  Try: upgrade @fusewire/fusewire on the " +
      "receiver, or encode with the receiver's version on the sender",
  );
  assertEquals([newer.found, newer.supported, newer.code], [3, [1], "E_WIRE_VERSION"]);
  frame[7] = 0;
  assertEquals(
    assertThrows(() => readFrame(frame), WireVersionError).message,
    "Cannot read inline function: it uses wire version 0, this build reads 1\n  Try: encode the function again on the " +
      "sender; no release ever wrote this version",
  );
});

test("readFrame() refuses kinds and stamps that it does not know", () => {
  const kind = encodeFrame("scalar", PAYLOAD, "deno/2.9");
  kind[6] = "X".charCodeAt(0);
  assertEquals(
    assertThrows(() => readFrame(kind), DecodeError).message,
    `Cannot read inline function: its kind is "UDX", must be UDF, UDA, UDW or FUN\n` +
      `  Try: upgrade @fusewire/fusewire on the receiver if the sender is newer`,
  );
  const stamp = encodeFrame("scalar", PAYLOAD, "deno/2.9");
  stamp.set(new TextEncoder().encode("DENO"), 9);
  assertEquals(
    assertThrows(() => readFrame(stamp), DecodeError).message,
    `Cannot read inline function: its runtime stamp is "DENO/2.9", must be like "deno/2.9"`,
  );
});

test("readFrame() leaves frames of others alone and says whose they are", () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
  assertEquals(readFrame(bytes("DFPYUDF\x01\x03\x0bpickle")), {
    family: "foreign",
    name: "Python",
    prefix: "DFPYUDF",
    kind: "scalar",
    versions: "wire version 1, Python 3.11",
  });
  assertEquals(readFrame(bytes("DFPYUDW")), {
    family: "foreign",
    name: "Python",
    prefix: "DFPYUDW",
    kind: "window",
    versions: undefined,
  });
  const unknown = { family: "foreign", name: "unknown", kind: undefined, versions: undefined };
  for (
    const [text, prefix] of [["", ""], ["D", "D"], ["DF", "DF"], ["\x00\xffabc", "..abc"], ["constructor", "constru"]]
  ) {
    assertEquals(readFrame(bytes(text!)), { ...unknown, prefix: prefix! } as ReturnType<typeof readFrame>);
  }
});

test("encodeFrame() writes only stamps that can be read", () => {
  for (const stamp of ["", "ü/1.0", "a b/1.0", "deno", "deno/2", `${"x".repeat(252)}/1.0`]) {
    assertEquals(
      assertThrows(() => encodeFrame("scalar", PAYLOAD, stamp), EncodeError).message,
      `Cannot write the runtime stamp ${JSON.stringify(stamp)}: it must be like "deno/2.9", at most 255 bytes`,
    );
  }
  const longest = `${"x".repeat(251)}/1.0`;
  assertEquals((readFrame(encodeFrame("scalar", PAYLOAD, longest)) as { stamp: string }).stamp, longest);
});

test("withoutStamp() makes frames of different senders equal, and leaves those of others alone", () => {
  const here = withoutStamp(encodeFrame("scalar", PAYLOAD, "deno/2.9"));
  assertEquals(here, withoutStamp(encodeFrame("scalar", PAYLOAD, "bun/1.4")));
  assertEquals(new TextDecoder("latin1").decode(here), "DFJSUDF\x01\x00\x01\x02\x03");
  const foreign = Uint8Array.from("DFPYUDF\x01\x03\x0b", (char) => char.charCodeAt(0));
  assertEquals(withoutStamp(foreign), foreign);
});
