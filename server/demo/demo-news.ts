/** What is new on a ticket and who has seen it, counted as the desk counts it. */
export class DemoNews {
  count = 0;
  by: string | null = null;
  ofOthers = 0;
  publicCount = 0;
  publicBy: string | null = null;
  publicOfOthers = 0;
  /** Whoever acts has looked: people, and how many news there were. */
  readonly looks = new Map<string, number>();

  add(by: string | null, isPublic: boolean): void {
    if (this.by !== by) {
      this.ofOthers = this.count;
    }
    this.count += 1;
    this.by = by;
    if (isPublic) {
      if (this.publicBy !== by) {
        this.publicOfOthers = this.publicCount;
      }
      this.publicCount = this.count;
      this.publicBy = by;
    }
    if (by !== null) {
      this.looks.set(by, this.count);
    }
  }
}
