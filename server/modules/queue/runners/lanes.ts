/** One type's place: so many at once, the others wait in order. A task waits at most once. */
class Lane {
  /** Task id -> what to call when it has been worked on, or dropped. */
  readonly waiting = new Map<string, () => void>();
  running = 0;

  constructor(
    readonly width: number,
    readonly isInside: boolean,
  ) {}
}

/** More than these wait in the database, not in memory. */
const WAITING_LIMIT = 500;

/**
 * Bounds what runs at once in this process: per type, and in total for work inside the desk, so that a burst of events
 * leaves database connections to requests. Types that call outside have lanes of their own and never block the others.
 */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private inside = 0;

  constructor(
    private readonly insideLimit: number,
    private readonly widthOf: (type: string) => { width: number; isInside: boolean } | null,
    private readonly work: (id: string, type: string) => Promise<void>,
  ) {}

  /**
   * Resolves when the task has been worked on, or at once when it is not taken (unknown type, already waiting, or enough
   * is waiting): the sweep brings it again.
   */
  async offer(id: string, type: string): Promise<void> {
    const width = this.widthOf(type);
    if (width === null) {
      return;
    }
    const lane = this.lanes.get(type) ?? new Lane(width.width, width.isInside);
    this.lanes.set(type, lane);
    if (lane.waiting.size >= WAITING_LIMIT || lane.waiting.has(id)) {
      return;
    }
    await new Promise<void>((done) => {
      lane.waiting.set(id, done);
      this.advance();
    });
  }

  /** Types that could not start one more at once. */
  full(): readonly string[] {
    return [...this.lanes].filter(([, lane]) => lane.waiting.size > 0).map(([type]) => type);
  }

  clear(): void {
    this.lanes.forEach((lane) => {
      const dropped = [...lane.waiting.values()];
      lane.waiting.clear();
      dropped.forEach((done) => {
        done();
      });
    });
  }

  /** One of each lane in turn, so that a long lane does not starve the others. */
  private advance(): void {
    for (let hasStarted = true; hasStarted;) {
      hasStarted = false;
      for (const [type, lane] of [...this.lanes]) {
        const [next] = lane.waiting;
        if (next !== undefined && lane.running < lane.width && !(lane.isInside && this.inside >= this.insideLimit)) {
          hasStarted = true;
          this.lanes.delete(type);
          this.lanes.set(type, lane);
          this.start(lane, type, ...next);
        }
      }
    }
  }

  private start(lane: Lane, type: string, id: string, done: () => void): void {
    const weight = lane.isInside ? 1 : 0;
    lane.waiting.delete(id);
    lane.running += 1;
    this.inside += weight;
    void this.work(id, type).finally(() => {
      lane.running -= 1;
      this.inside -= weight;
      done();
      this.advance();
    });
  }
}
