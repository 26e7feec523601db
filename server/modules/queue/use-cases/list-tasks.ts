import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { Page } from '../../../kernel/page.js';
import type { TaskFilter, TaskView } from '../domain/task.js';
import { TaskReads } from '../persistence/task-reads.js';

@Injectable()
export class ListTasks {
  constructor(private readonly reads: TaskReads) {}

  async execute(_call: PersonCall, filter: TaskFilter): Promise<Page<TaskView>> {
    return this.reads.page(filter);
  }
}
