/**
 * A value that a reducer already took, inside a copy that `capture()` keeps: written under its tag, as the original
 * would be. `origin` is the original, so that it is one value in the graph however often it was captured.
 */
export class ReducedValue {
  readonly tag: string;
  readonly reduced: unknown;
  readonly origin: object;

  constructor(tag: string, reduced: unknown, origin: object) {
    this.tag = tag;
    this.reduced = reduced;
    this.origin = origin;
  }
}
