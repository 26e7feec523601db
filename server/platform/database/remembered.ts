import type { Bell } from './bell.js';
import type { Queryable } from './statement.js';

/** For this long at most, in milliseconds: the net under lost notifications. */
const REMEMBER = 15_000;

/**
 * One answer of the database that hardly ever changes, from memory: cheap enough for every request. A change made by this
 * process counts from its commit on, one made elsewhere a moment later; while other processes cannot be heard, the database
 * is asked every time.
 */
export class Remembered<T> {
  private known: { readonly value: T; readonly until: number } | null = null;
  /** Grows with every drop: an answer that was on its way during a drop is used, but not remembered. */
  private drops = 0;

  /** `isAbout`: whether what the bell was rung with concerns this answer; every ring does otherwise. */
  constructor(
    private readonly bell: Bell,
    private readonly load: (from?: Queryable) => Promise<T>,
    isAbout: (what: string) => boolean = () => true,
  ) {
    bell.onChange((what) => {
      if (what === null || isAbout(what)) {
        this.drops += 1;
        this.known = null;
      }
    });
  }

  /** `from`: the caller's transaction, which is asked when nothing is remembered; a second connection would be waited for. */
  async read(from?: Queryable): Promise<T> {
    if (!this.bell.hearsOthers) {
      return this.load(from);
    }
    if (this.known !== null && this.known.until > performance.now()) {
      return this.known.value;
    }
    const before = this.drops;
    const value = await this.load(from);
    if (before === this.drops) {
      this.known = { value, until: performance.now() + REMEMBER };
    }
    return value;
  }
}
