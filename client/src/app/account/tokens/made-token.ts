import { Component, ElementRef, afterNextRender, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { CreatedApiTokenDto } from '../../api/types';
import { CopyButton } from '../../ui/feedback/copy-button';
import { Notice } from '../../ui/feedback/notice';
import { Part } from '../part';
import { examplePath } from './token-scopes';

/** A token that was just made: this once. */
@Component({
  selector: 'ss-made-token',
  imports: [CopyButton, MatButton, Notice, Part, TranslocoDirective],
  host: { tabindex: '-1' },
  template: `
    <ng-container *transloco="let t; prefix: 'account.madeToken'">
      <ss-account-part [title]="t('title', { name: token().name })">
        <ss-notice tone="warn">{{ t('once') }}</ss-notice>
        <div class="box">
          <code>{{ token().token }}</code>
          <ss-copy-button [text]="token().token">{{ t('copy') }}</ss-copy-button>
        </div>
        <div class="example">
          <p class="ss-secondary">{{ t('try') }}</p>
          <div class="box">
            <code>{{ example() }}</code>
            <ss-copy-button [text]="example()">{{ t('copyExample') }}</ss-copy-button>
          </div>
        </div>
        <div class="ss-actions">
          <button matButton="filled" type="button" (click)="done.emit()">{{ t('done') }}</button>
        </div>
      </ss-account-part>
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      outline: none;
    }
    .example {
      display: grid;
      gap: 6px;
    }
    .box {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: space-between;
      gap: 8px 12px;
      padding: 10px 12px;
      border-radius: var(--ss-radius-control);
      background: var(--mat-sys-surface-container);
    }
    code {
      min-inline-size: 0;
      font:
        500 0.8125rem / 1.25rem ui-monospace,
        monospace;
      overflow-wrap: anywhere;
    }
  `,
})
export class MadeToken {
  readonly token = input.required<CreatedApiTokenDto>();
  readonly done = output();

  protected readonly example = computed(() => {
    const { scopes, token } = this.token();
    return `curl -H "Authorization: Bearer ${token}" ${location.origin}${examplePath(scopes)}`;
  });

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef);
    afterNextRender(() => {
      host.nativeElement.focus();
    });
  }
}
