import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Session } from '../session/session';
import { InPlaceError } from '../ui/feedback/in-place-error';
import { Prose } from '../ui/prose/prose';
import { filled } from './placeholders';

const SAMPLES = [
  'requester.firstName',
  'requester.name',
  'ticket.number',
  'ticket.subject',
  'ticket.status',
  'desk.name',
] as const;

/** What comes of a saved reply, with the facts of a ticket that is only thought of. */
@Component({
  selector: 'ss-reply-preview',
  imports: [InPlaceError, Prose, TranslocoDirective],
  template: `
    <section class="ss-card" aria-labelledby="reply-preview" *transloco="let t; prefix: 'replies'">
      <h2 id="reply-preview">{{ t('preview') }}</h2>
      <p class="ss-secondary">{{ t('previewLead') }}</p>
      @if (failure(); as error) {
        <ss-in-place-error [title]="t('previewFailed')" [error]="error" (retry)="draw(text())" />
      } @else if (text().trim() === '') {
        <p class="ss-secondary empty">{{ t('previewEmpty') }}</p>
      } @else {
        <ss-prose class="message" [html]="html()" />
      }
    </section>
  `,
  styles: `
    .ss-card {
      padding: 20px;
    }
    h2 {
      font: var(--mat-sys-title-medium);
    }
    .message,
    .empty {
      margin-block-start: 12px;
    }
    .message {
      padding: 12px 16px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
      font: var(--mat-sys-body-medium);
    }
    @media (width < 600px) {
      .ss-card {
        padding: 16px;
      }
    }
  `,
})
export class ReplyPreview {
  /** Markdown with placeholders. */
  readonly body = input.required<string>();

  private readonly session = inject(Session);
  private readonly i18n = inject(TranslocoService);
  protected readonly failure = signal<unknown>(null);
  protected readonly html = signal('');
  private readonly values = computed(() => {
    const { firstName = '', lastName = '' } = this.session.user() ?? {};
    return new Map([
      ...SAMPLES.map(
        (key) => [key as string, this.i18n.translate<string>(`replies.sample.${key.replace('.', '_')}`)] as const,
      ),
      ['agent.name', `${firstName} ${lastName}`] as const,
      ['agent.firstName', firstName] as const,
    ]);
  });
  protected readonly text = computed(() => filled(this.body(), this.values()));

  constructor() {
    effect(() => {
      const text = this.text();
      untracked(() => void this.draw(text));
    });
  }

  /** By the reader of the editor, which comes when it is needed; Angular cleans what it made. */
  protected async draw(text: string): Promise<void> {
    try {
      const { pageOf } = await import('../ui/editor/markdown-in');
      if (text === this.text()) {
        this.html.set(pageOf(text).innerHTML);
        this.failure.set(null);
      }
    } catch (error) {
      this.failure.set(error);
    }
  }
}
