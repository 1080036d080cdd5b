import process from "node:process";

/** A bar on a terminal, plain lines elsewhere. */
export function progressBar(
  label: string,
): (progress: { readonly done: number; readonly total: number | undefined }) => void {
  const isTerminal = process.stdout.isTTY === true;
  const WIDTH = 30;
  return ({ done, total = done }) => {
    if (isTerminal) {
      const filled = Math.round(WIDTH * done / total);
      process.stdout.write(`\r${label} [${"█".repeat(filled)}${"·".repeat(WIDTH - filled)}] ${done}/${total}`);
      if (done === total) process.stdout.write("\n");
    } else if (done === total || done % Math.ceil(total / 4) === 0) {
      console.log(`${label} ${done}/${total}`);
    }
  };
}
