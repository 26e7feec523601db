import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { WebhookDto, WebhookWithSecretDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { Dialogs } from '../../ui/dialog/dialogs';
import { CopyButton } from '../../ui/feedback/copy-button';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Sheet } from '../../ui/sheet/sheet';
import { Time } from '../../ui/time/time';
import { DeliveryLog } from './delivery-log';
import { WebhookEditor } from './webhook-editor';
import { WebhooksApi } from './webhooks-api';

const POLL_MS = 5_000;
const NEW = 'new';

/** Who outside is told of what: the list, and one webhook with its events, its secret and its log. */
@Component({
  selector: 'ss-webhooks',
  imports: [
    CopyButton,
    DeliveryLog,
    EmptyState,
    Icon,
    InPlaceError,
    MatButton,
    Notice,
    RouterLink,
    Sheet,
    Skeleton,
    Time,
    TranslocoDirective,
    WebhookEditor,
  ],
  templateUrl: './webhooks.html',
  styleUrl: './webhooks.css',
})
export class Webhooks {
  /** From the address: the id of one, or `new`. */
  readonly open = input<string>();

  private readonly api = inject(WebhooksApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly router = inject(Router);
  private readonly i18n = inject(TranslocoService);

  protected readonly signs = { active: 'check', failing: 'alert', paused: 'pause' } as const;
  protected readonly webhooks = new Loaded(() => this.api.list());
  protected readonly opened = computed(() => this.webhooks.value()?.find(({ id }) => id === this.open()) ?? null);
  protected readonly isSheetOpen = computed(() => this.open() === NEW || this.opened() !== null);
  protected readonly problem = signal('');
  private readonly shown = signal<{ readonly id: string; readonly secret: string } | null>(null);
  /** Only of the one that is open, and only until it is closed. */
  protected readonly secret = computed(() => (this.shown()?.id === this.open() ? (this.shown()?.secret ?? '') : ''));

  constructor() {
    void this.webhooks.load();
    whileVisible(() => this.webhooks.refresh(), POLL_MS);
  }

  protected show(id: string | null): void {
    this.problem.set('');
    this.shown.set(null);
    void this.router.navigate([], { queryParams: { open: id }, replaceUrl: true });
  }

  protected async created({ id, secret }: WebhookWithSecretDto): Promise<void> {
    await this.webhooks.refresh();
    this.show(id);
    this.shown.set({ id, secret });
  }

  protected async test({ id }: WebhookDto): Promise<void> {
    await this.act(() => this.api.test(id), 'tested');
  }

  protected async set({ id }: WebhookDto, state: 'active' | 'paused'): Promise<void> {
    await this.act(() => this.api.change(id, { state }), state === 'paused' ? 'paused' : 'resumed');
  }

  protected async rotate({ id, name }: WebhookDto): Promise<void> {
    await this.dialogs.confirm({
      title: this.say('rotateTitle', { name }),
      text: this.say('rotateText'),
      act: this.say('rotate'),
      isDangerous: false,
      run: async () => {
        const { secret } = await this.api.rotate(id);
        this.shown.set({ id, secret });
      },
    });
    await this.webhooks.refresh();
  }

  protected async delete({ id, name }: WebhookDto): Promise<void> {
    const isDone = await this.dialogs.confirm({
      title: this.say('deleteTitle', { name }),
      text: this.say('deleteText'),
      act: this.say('delete'),
      isDangerous: true,
      run: () => this.api.delete(id),
    });
    if (isDone) {
      this.show(null);
      this.snackbar.show(this.say('deleted', { name }));
      await this.webhooks.refresh();
    }
  }

  private async act(work: () => Promise<unknown>, done: string): Promise<void> {
    this.problem.set('');
    try {
      await work();
      this.snackbar.show(this.say(done));
    } catch (error) {
      // Told beside the buttons.
      this.problem.set(this.errorText.of(error));
    }
    await this.webhooks.refresh();
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.webhooks.${key}`, values);
  }
}
