import { Module } from '@nestjs/common';
import { AppModule } from './app.module.js';

/**
 * The worker process: the same modules behind a closed door. It must know every event consumer that the HTTP process
 * knows, because whoever relays an event makes the tasks of all of them; one list makes that so.
 */
@Module({ imports: [AppModule] })
export class WorkerModule {}
