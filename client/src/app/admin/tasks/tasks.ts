import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { loadedBy } from '../../api/loaded-by';
import type { AdminTaskDto, TaskState } from '../../api/types';
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
  private readonly router = inject(Router);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);

  protected readonly state = computed(() => STATES.find((state) => state === this.status()) ?? 'failed');
  protected readonly segments = computed(() => STATES.map((value) => ({ value, label: this.say(`states.${value}`) })));
  protected readonly queues = new Loaded(() => this.api.queues());
  protected readonly tasks = loadedBy(this.state, (state) => this.api.tasks(state));
  protected readonly busyId = signal('');
  protected readonly problem = signal('');
  /** Null while nobody knows. */
  protected readonly hasFailed = computed(
    () => this.queues.value()?.queues.some((queue) => queue.failed + queue.dead > 0) ?? null,
  );

  constructor() {
    void this.queues.load();
  }

  protected show(state: string): void {
    void this.router.navigate([], { queryParams: { status: state === 'failed' ? null : state } });
  }

  protected canRetry(task: AdminTaskDto): boolean {
    return task.status === 'failed' || task.status === 'dead';
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

  private say(key: string): string {
    return this.i18n.translate<string>(`admin.tasks.${key}`);
  }
}
