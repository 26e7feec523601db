/** What a ticket is about. */
export interface Category {
  readonly id: string;
  /** Short, stable, for programs. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly position: number;
  readonly isActive: boolean;
  readonly version: number;
}
