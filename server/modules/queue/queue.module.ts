import { Module, type OnModuleInit } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { Database } from '../../platform/database/database.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { adHoc } from '../../platform/database/statement.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { MetricsModule } from '../../platform/metrics/metrics.module.js';
import { ScheduleModule } from '../../platform/schedule/schedule.module.js';
import { queuesOf } from './domain/queue-counts.js';
import { QueueAdminController } from './http/queue-admin.controller.js';
import { TasksController } from './http/tasks.controller.js';
import { TaskReads } from './persistence/task-reads.js';
import { TaskStore } from './persistence/task-store.js';
import { QueueFacade, TaskHandlers } from './queue.facade.js';
import { BullQueue } from './runners/bull-queue.js';
import { InProcessQueue } from './runners/in-process-queue.js';
import { JobQueue } from './runners/job-queue.js';
import { Workers } from './runners/workers.js';
import { DiscardTask } from './use-cases/discard-task.js';
import { ListTasks } from './use-cases/list-tasks.js';
import { RelayOutbox } from './use-cases/relay-outbox.js';
import { RetryTask } from './use-cases/retry-task.js';
import { RunTask } from './use-cases/run-task.js';
import { ShowQueues } from './use-cases/show-queues.js';
import { ShowTask } from './use-cases/show-task.js';
import { SweepTasks } from './use-cases/sweep-tasks.js';
import { Tidy } from './use-cases/tidy.js';
import { OutsideModule } from '../../platform/outside/outside.module.js';
import { OutsideSystems, UNSEEN } from '../../platform/outside/outside-systems.js';

async function makeJobQueue(configuration: Configuration, database: Database, runTask: RunTask): Promise<JobQueue> {
  if (configuration.redisUrl === null || configuration.redisUrl === 'off') {
    return new InProcessQueue(runTask);
  }
  const [instance] = await database.query<{ id: string }>(adHoc('SELECT id FROM instance'));
  return new BullQueue(configuration.redisUrl, `smartsupport:${instance?.id ?? 'new'}`, runTask);
}

/**
 * Owns background work: tasks, their attempts and who is told about them.
 * Refuses to know what any of it is about; modules above register handlers and event consumers.
 */
@Module({
  imports: [ConfigurationModule, OutsideModule, DatabaseModule, EventsModule, MetricsModule, ScheduleModule],
  controllers: [TasksController, QueueAdminController],
  providers: [
    { provide: JobQueue, useFactory: makeJobQueue, inject: [Configuration, Database, RunTask] },
    TaskStore,
    TaskReads,
    TaskHandlers,
    QueueFacade,
    RunTask,
    RelayOutbox,
    SweepTasks,
    Workers,
    Tidy,
    ShowTask,
    ListTasks,
    ShowQueues,
    RetryTask,
    DiscardTask,
  ],
  exports: [QueueFacade, TaskHandlers],
})
export class QueueModule implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly reads: TaskReads,
    private readonly outside: OutsideSystems,
    private readonly jobs: JobQueue,
  ) {}

  onModuleInit(): void {
    const isConfigured = this.jobs.redis() !== null;
    this.outside.register({
      name: 'redis',
      isConfigured,
      taskTypes: [],
      read: () => Promise.resolve(this.jobs.redis() ?? UNSEEN),
    });
    this.metrics.gauge('tasks', 'Background tasks that are not done', ['type', 'state'], async () =>
      queuesOf([], await this.reads.queues()).flatMap(({ type, queued, running, failed, dead }) =>
        Object.entries({ queued, running, failed, dead }).map(([state, value]) => ({ labels: { type, state }, value })),
      ),
    );
  }
}
