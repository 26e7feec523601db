/** Before that a guess would jump about, in milliseconds. */
const SURE_MS = 1_000;
/** A line that got slow counts as slow soon. */
const WINDOW_MS = 8_000;

interface Sample {
  readonly at: number;
  readonly share: number;
}

/** How long the rest of an upload takes, from the pace of the last seconds. */
export class UploadMeter {
  private samples: readonly Sample[];

  /** @param now milliseconds */
  constructor(now: number) {
    this.samples = [{ at: now, share: 0 }];
  }

  /**
   * @param share that has left, 0 to 1
   * @param now milliseconds
   * @returns seconds, at least one; null while nobody can tell
   */
  note(share: number, now: number): number | null {
    this.samples = [...this.samples, { at: now, share }].filter(
      ({ at }, index, all) => at >= now - WINDOW_MS || index === all.length - 1,
    );
    const [first] = this.samples;
    if (first === undefined || share >= 1 || now - first.at < SURE_MS || share <= first.share) {
      return null;
    }
    const perMs = (share - first.share) / (now - first.at);
    return Math.max(1, Math.ceil((1 - share) / perMs / 1_000));
  }
}
