import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Session } from '../../session/session';
import { copyText } from '../../ui/feedback/copy-text';
import { Checkbox } from '../../ui/field/checkbox';
import { Icon } from '../../ui/icon/icon';
import { Announcer } from '../../ui/live/announcer';

/** The codes for when the telephone is gone: shown this once, and not left before one says that they are kept. */
@Component({
  selector: 'ss-recovery-codes',
  imports: [Checkbox, Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'account.codes'">
      <h3 tabindex="-1" class="head">{{ t('title') }}</h3>
      <p>{{ t('text') }}</p>
      <ol [attr.aria-label]="t('title')">
        @for (code of codes(); track code) {
          <li>
            <code>{{ code }}</code>
          </li>
        }
      </ol>
      <div class="ss-actions">
        <button matButton="outlined" type="button" (click)="copy()">
          <ss-icon [name]="isCopied() ? 'check' : 'copy'" [size]="16" />
          {{ t(isCopied() ? 'copied' : 'copy') }}
        </button>
        <button matButton="outlined" type="button" (click)="download()">
          <ss-icon name="download" [size]="16" />
          {{ t('download') }}
        </button>
        <button matButton="outlined" type="button" (click)="print()">
          <ss-icon name="file" [size]="16" />
          {{ t('print') }}
        </button>
      </div>
      <ss-checkbox [(checked)]="isKept">{{ t('kept') }}</ss-checkbox>
      <div class="ss-actions">
        <button matButton="filled" type="button" [disabled]="!isKept()" (click)="done.emit()">{{ t('done') }}</button>
      </div>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: start;
      gap: 12px;
    }
    .head:focus {
      outline: none;
    }
    ol {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
      max-inline-size: 420px;
      gap: 6px 24px;
      inline-size: 100%;
      padding: 16px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container);
    }
    code {
      font:
        500 0.9375rem / 1.5rem ui-monospace,
        monospace;
      letter-spacing: 0.02em;
    }
  `,
})
export class RecoveryCodes {
  readonly codes = input.required<readonly string[]>();
  readonly done = output();

  private readonly i18n = inject(TranslocoService);
  private readonly session = inject(Session);
  private readonly announcer = inject(Announcer);
  protected readonly isCopied = signal(false);
  protected readonly isKept = signal(false);
  protected readonly text = computed(() =>
    [
      this.i18n.translate<string>('account.codes.heading', {
        site: location.host,
        email: this.session.user()?.email ?? '',
      }),
      '',
      ...this.codes(),
      '',
    ].join('\n'),
  );

  protected async copy(): Promise<void> {
    await copyText(this.text());
    this.isCopied.set(true);
    this.announcer.announce(this.i18n.translate<string>('account.codes.copied'));
  }

  protected download(): void {
    const url = URL.createObjectURL(new Blob([this.text()], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `recovery-codes-${location.hostname}.txt`;
    link.click();
    URL.revokeObjectURL(url);
  }

  /** The codes alone, not the page around them: `layout.css` shows on paper what has this class, if anything has. */
  protected print(): void {
    const paper = document.createElement('pre');
    paper.className = 'ss-paper';
    paper.textContent = this.text();
    document.body.append(paper);
    window.print();
    paper.remove();
  }
}
