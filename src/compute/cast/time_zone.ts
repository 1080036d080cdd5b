import { ArgumentError } from "../../errors.ts";
import { daysFromCivil } from "./civil.ts";

/**
 * A time zone: offsets are seconds to add to UTC, moments are seconds since 1970-01-01.
 *
 * IANA zones follow chrono-tz, which DataFusion uses: local mean time before the first transition, and no transition
 * after 2099.
 */
export interface TimeZone {
  readonly name: string;
  /** The offset in force at a moment. */
  offsetAtUtc(seconds: number): number;
  /** The offset of a wall-clock time; NaN where clocks skip it or show it twice. */
  offsetAtLocal(seconds: number): number;
}

/** Coordinated universal time. */
export const UTC: TimeZone = fixedOffset("UTC", 0);

function fixedOffset(name: string, offset: number): TimeZone {
  return Object.freeze({ name, offsetAtUtc: () => offset, offsetAtLocal: () => offset });
}

const zones = new Map<string, TimeZone | null>([["UTC", UTC]]);
/** Names come from data too: a table that grows without bound would be a leak. */
const MAX_CACHED_ZONES = 2_000;

/** The zone of that name (`Europe/Paris`, `+05:30`, `-0530`, `+05`), or null. Names are case-sensitive. Cached. */
export function findTimeZone(name: string): TimeZone | null {
  let zone = zones.get(name);
  if (zone === undefined) {
    const offset = parseOffset(name);
    zone = offset === offset ? fixedOffset(name, offset) : namedZone(name);
    if (zones.size >= MAX_CACHED_ZONES) zones.clear();
    zones.set(name, zone);
  }
  return zone;
}

/**
 * The zone of that name.
 *
 * @throws {ArgumentError} if there is none
 */
export function timeZone(name: string): TimeZone {
  const zone = findTimeZone(name);
  if (zone) return zone;
  throw new ArgumentError({
    message: `Cannot use time zone ${JSON.stringify(name)}: there is no such zone, must be an IANA name such as ` +
      `"Europe/Paris" or an offset such as "+05:30"`,
  });
}

/** Seconds of an offset `+HH:MM`, `+HHMM` or `+HH`; NaN where it is none, or a day or more. */
export function parseOffset(text: string): number {
  const match = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(text);
  if (!match) return NaN;
  const seconds = Number(match[2]) * 3600 + Number(match[3] ?? 0) * 60;
  if (seconds >= 86_400) return NaN;
  return match[1] === "-" && seconds !== 0 ? -seconds : seconds;
}

/** The three-letter names that the IANA database has. Engines know more, such as PST. */
const SHORT_NAMES = /^(?:CET|EET|EST|GMT|HST|MET|MST|PRC|ROC|ROK|UCT|WET)$/;
/** Names that some engines keep and that are no zones of the IANA database. */
const FORMER_NAMES = /^(?:Factory|SystemV\/.*|US\/Pacific-New|Canada\/East-Saskatchewan)$/;

function namedZone(name: string): TimeZone | null {
  // Engines also take offsets and other cases of letters, which chrono-tz refuses.
  if (!/^[A-Z][A-Za-z0-9_+/-]*$/.test(name) || FORMER_NAMES.test(name)) return null;
  if (name.length === 3 && name === name.toUpperCase() && !SHORT_NAMES.test(name)) return null;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
  const resolved = format.resolvedOptions().timeZone;
  if (resolved !== name && resolved.toLowerCase() === name.toLowerCase()) return null;
  return new IanaZone(name, format);
}

/** Offsets change at most a few times within one of these: about a year. */
const CHUNK_SECONDS = 31_556_952;
/** No zone changed its offset twice within a week. */
const STEP_SECONDS = 7 * 86_400;
/** 1800-01-01: every zone has local mean time before. */
const FIRST_SECOND = -5_364_662_400;
/** 2100-01-01: chrono-tz knows no transition from here on. */
const LAST_SECOND = 4_102_444_800;

/** Offsets within one chunk: `offsets[k]` holds from `starts[k]` to the next start. */
interface Chunk {
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

class IanaZone implements TimeZone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #chunks = new Map<number, Chunk>();
  #lastIndex = NaN;
  #last: Chunk | undefined;

  constructor(name: string, format: Intl.DateTimeFormat) {
    this.name = name;
    this.#format = format;
  }

  offsetAtUtc(seconds: number): number {
    const at = seconds < FIRST_SECOND ? FIRST_SECOND : seconds >= LAST_SECOND ? LAST_SECOND - 1 : Math.floor(seconds);
    const index = Math.floor(at / CHUNK_SECONDS);
    const chunk = index === this.#lastIndex ? this.#last! : this.#chunk(index);
    let k = chunk.starts.length - 1;
    while (k > 0 && chunk.starts[k]! > at) k--;
    return chunk.offsets[k]!;
  }

  offsetAtLocal(seconds: number): number {
    // Offsets stay within a day of UTC: one of these two is right wherever a single one is.
    const before = this.offsetAtUtc(seconds - 86_400);
    const after = this.offsetAtUtc(seconds + 86_400);
    const first = this.offsetAtUtc(seconds - before) === before;
    if (before === after) return first ? before : NaN;
    const second = this.offsetAtUtc(seconds - after) === after;
    return first === second ? NaN : first ? before : after;
  }

  #chunk(index: number): Chunk {
    let chunk = this.#chunks.get(index);
    if (!chunk) this.#chunks.set(index, chunk = this.#readChunk(index));
    this.#lastIndex = index;
    this.#last = chunk;
    return chunk;
  }

  #readChunk(index: number): Chunk {
    const start = index * CHUNK_SECONDS;
    const end = start + CHUNK_SECONDS;
    const starts = [start];
    const offsets = [this.#ask(start)];
    let left = start;
    let offset = offsets[0]!;
    while (left < end) {
      const right = Math.min(left + STEP_SECONDS, end);
      const next = this.#ask(right);
      if (next !== offset) {
        let low = left;
        let high = right;
        while (high - low > 1) {
          const middle = Math.floor((low + high) / 2);
          if (this.#ask(middle) === offset) low = middle;
          else high = middle;
        }
        starts.push(high);
        offsets.push(next);
        offset = next;
      }
      left = right;
    }
    return { starts, offsets };
  }

  /** Asks the engine: what the clock shows minus the moment. */
  #ask(seconds: number): number {
    const parts = this.#format.format(seconds * 1000).match(/\d+/g)!;
    const [month, day, year, hour, minute, second] = parts as unknown as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    return daysFromCivil(+year, +month, +day) * 86_400 + +hour * 3600 + +minute * 60 + +second - seconds;
  }
}
