/**
 * Ends the process in order when it is told to: once, with exit code 0, or 1 when it failed or took too long.
 * `steps` run one after the other; `within` is the time for all of them, in milliseconds.
 */
export function endOnSignal(within: number, steps: readonly (() => Promise<void>)[]): void {
  let isEnding = false;
  const end = (signal: string): void => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    const force = setTimeout(() => process.exit(1), within);
    steps
      .reduce(async (before, step) => before.then(step), Promise.resolve())
      .then(
        () => {
          clearTimeout(force);
          process.exit(0);
        },
        (error: unknown) => {
          process.stderr.write(`Shutdown after ${signal} failed: ${String(error)}\n`);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
