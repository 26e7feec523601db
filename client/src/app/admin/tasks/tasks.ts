import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { loadedBy } from '../../api/loaded-by';
import { QueuesApi } from '../../api/queues-api';
import type { AdminTaskDto, TaskState } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { Dialogs } from '../../ui/dialog/dialogs';
import { Navigation } from '../../shell/navigation';
import { Segmented } from '../../ui/choice/segmented';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Time } from '../../ui/time/time';
import { AdminApi } from '../admin-api';

const POLL_MS = 10_000;

const STATES: readonly TaskState[] = ['failed', 'dead', 'queued', 'running', 'succeeded'];

/** Work in the background: what waits, what failed, and trying it again. */
@Component({
  selector: 'ss-tasks',
  imports: [EmptyState, Icon, InPlaceError, MatButton, Notice, Segmented, Skeleton, Time, TranslocoDirective],
  templateUrl: './tasks.html',
  styleUrl: './tasks.css',
})
export class Tasks {
  /** From the address. */
  readonly status = input<string>();

  private readonly api = inject(AdminApi);
  private readonly queuesApi = inject(QueuesApi);
  private readonly router = inject(Router);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);

  protected readonly state = computed(() => STATES.find((state) => state === this.status()) ?? 'failed');
  protected readonly segments = computed(() => STATES.map((value) => ({ value, label: this.say(`states.${value}`) })));
  protected readonly queues = new Loaded(() => this.queuesApi.queues());
  protected readonly tasks = loadedBy(this.state, (state) => this.api.tasks(state));
  protected readonly busyId = signal('');
  protected readonly problem = signal('');
  /** Null while nobody knows. */
  protected readonly hasFailed = computed(
    () => this.queues.value()?.queues.some((queue) => queue.failed + queue.dead > 0) ?? null,
  );
  protected readonly stalledSince = computed(() => this.queues.value()?.stalledSince ?? null);

  constructor() {
    const navigation = inject(Navigation);
    void this.queues.load();
    whileVisible(() => this.queues.refresh(), POLL_MS);
    effect(() => {
      const known = this.queues.value();
      if (known !== null) {
        navigation.showWork(known);
      }
    });
  }

  protected show(state: string): void {
    void this.router.navigate([], { queryParams: { status: state === 'failed' ? null : state } });
  }

  protected canRetry(task: AdminTaskDto): boolean {
    return task.status === 'failed' || task.status === 'dead';
  }

  protected canDiscard(task: AdminTaskDto): boolean {
    return (this.canRetry(task) || task.status === 'queued') && task.discardedReason === null;
  }

  protected async retry(task: AdminTaskDto): Promise<void> {
    this.busyId.set(task.id);
    this.problem.set('');
    try {
      await this.api.retry(task.id);
      this.snackbar.show(this.say('retried'));
    } catch (error) {
      this.problem.set(this.errorText.of(error));
    } finally {
      this.busyId.set('');
      void this.tasks.load();
      void this.queues.load();
    }
  }

  protected async discard(task: AdminTaskDto): Promise<void> {
    const reason = await this.dialogs.askReason({
      title: this.say('discardTitle', { type: task.type }),
      text: this.say('discardText'),
      label: this.say('reason'),
      act: this.say('discard'),
      max: 500,
      isDangerous: true,
      run: (text) => this.api.discard(task.id, text),
    });
    if (reason !== null) {
      this.snackbar.show(this.say('discarded'));
      void this.tasks.load();
      void this.queues.refresh();
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.tasks.${key}`, values);
  }
}
