import type { SystemSight } from '../../../platform/outside/outside-systems.js';

/** A task that is committed and wants to be worked on. */
export interface RungTask {
  readonly id: string;
  readonly type: string;
  /** The attempt that comes, from 1. */
  readonly attempt: number;
  /** Milliseconds until it is due. */
  readonly delayMs: number;
}

/**
 * Port: who is told that there is work. Telling is a hint that saves waiting; the sweep finds whatever nobody was told.
 * Implementations: inside this process, or through Bull to all processes.
 */
export abstract class JobQueue {
  /** Without `takesTasks` this process only rings for others. */
  abstract start(takesTasks: boolean): void;
  /** Returns at once and never throws. */
  abstract ring(tasks: readonly RungTask[]): void;
  /** Works on a task in this process; resolves when that has ended, or at once when there is no room for it. */
  abstract take(id: string, type: string): Promise<void>;
  /** Types of which more waits here already than runs: tasks of them are left where they are. */
  abstract full(): readonly string[];
  /** What is known of Redis; null where none is used. */
  redis(): SystemSight | null {
    return null;
  }
  /** The sweep leaves tasks to the doorbell until they are overdue for this long, in milliseconds. */
  abstract leftToDoorbell(): number;
  /** Takes nothing more; what runs may end within the time, then it is given back. */
  abstract stop(withinMs: number): Promise<void>;
}
