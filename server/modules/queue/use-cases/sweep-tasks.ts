import { Injectable } from '@nestjs/common';
import { TaskStore } from '../persistence/task-store.js';
import { JobQueue } from '../runners/job-queue.js';
import { RunTask } from './run-task.js';

const BATCH = 200;

/** Finds due tasks that nobody rang for (Redis died, a process died, a long wait ended) and takes them here. */
@Injectable()
export class SweepTasks {
  constructor(
    private readonly store: TaskStore,
    private readonly runTask: RunTask,
    private readonly jobs: JobQueue,
  ) {}

  /** `whenDone` is called after a full batch has been worked on: then there is probably more. */
  async execute(whenDone: () => void): Promise<void> {
    const due = await this.store.due(this.runTask.types(), this.jobs.full(), this.jobs.leftToDoorbell(), BATCH);
    const taken = Promise.all(due.map(({ id, type }) => this.jobs.take(id, type)));
    if (due.length >= BATCH) {
      void taken.then(whenDone);
    }
  }
}
