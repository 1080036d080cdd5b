import { editDistance } from "../../udf/mod.ts";

/**
 * The name that was most probably meant, or undefined if none is near: at most half of the characters may differ
 * (Levenshtein distance over the longer length), whatever their case.
 */
export function nearestName(wanted: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestScore = 0.5;
  const target = wanted.toLowerCase();
  for (const name of names) {
    const candidate = name.toLowerCase();
    const bare = candidate.slice(candidate.lastIndexOf(".") + 1);
    const score = Math.max(similarity(target, candidate), similarity(target, bare));
    if (score > bestScore || (score === bestScore && best === undefined)) {
      best = name;
      bestScore = score;
    }
  }
  return best;
}

function similarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : 1 - editDistance(a, b) / longer;
}
