import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { DomSanitizer } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { loadedBy } from '../../api/loaded-by';
import { Segmented } from '../../ui/choice/segmented';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Time } from '../../ui/time/time';
import { AdminApi } from '../admin-api';
import { MailStateWord } from './mail-state-word';

/** One mail: who got it, how it went, and what it looks like. */
@Component({
  selector: 'ss-message',
  imports: [
    Icon,
    InPlaceError,
    MailStateWord,
    MatButton,
    MatIconButton,
    Notice,
    RouterLink,
    Segmented,
    Skeleton,
    Time,
    TranslocoDirective,
  ],
  templateUrl: './message.html',
  styleUrl: './message.css',
})
export class Message {
  readonly id = input.required<string>();
  readonly resent = output();

  private readonly api = inject(AdminApi);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);

  protected readonly message = loadedBy(this.id, (id) => this.api.mail(id));
  protected readonly view = signal('html');
  protected readonly problem = signal('');
  protected readonly isBusy = signal(false);
  protected readonly views = computed(() =>
    ['html', 'text', 'headers'].map((value) => ({ value, label: this.say(value) })),
  );
  /**
   * The mail's own document. The frame is sandboxed without scripts, forms and same origin, so that nothing in it can
   * act here, whatever a template or a person's text brings along.
   */
  protected readonly page = computed(() => {
    const html = this.message.value()?.html ?? null;
    return html === null ? null : this.sanitizer.bypassSecurityTrustHtml(html);
  });
  protected readonly headers = computed(() => Object.entries(this.message.value()?.headers ?? {}));

  protected async resend(): Promise<void> {
    this.isBusy.set(true);
    this.problem.set('');
    try {
      await this.api.resend(this.id());
      this.snackbar.show(this.say('resent'));
      void this.message.load();
      this.resent.emit();
    } catch (error) {
      this.problem.set(this.errorText.of(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  private say(key: string): string {
    return this.i18n.translate<string>(`admin.mailbox.${key}`);
  }
}
