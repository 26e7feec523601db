import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { FilesSummaryDto } from '../../api/types';
import { Session } from '../../session/session';
import { sizeText } from '../../ui/files/file-chip';
import { Icon } from '../../ui/icon/icon';
import type { IconName } from '../../ui/icon/icon-paths';
import { Time } from '../../ui/time/time';

const SCANNER_SIGNS: Record<FilesSummaryDto['scanner']['state'], { icon: IconName; tone: string }> = {
  up: { icon: 'shield', tone: 'ok' },
  down: { icon: 'warning', tone: 'warn' },
  absent: { icon: 'info', tone: 'quiet' },
};

/** Whether files are checked, and whether there is a place for them. */
@Component({
  selector: 'ss-files-health',
  imports: [Icon, RouterLink, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.files'">
      <section class="ss-card" [class]="scannerSign().tone" aria-labelledby="files-scanner">
        <ss-icon [name]="scannerSign().icon" />
        <div>
          <h2 id="files-scanner">{{ t('scanner') }}</h2>
          <p class="fact">{{ t('scanners.' + summary().scanner.state) }}</p>
          <p class="ss-secondary">{{ t('scannerHints.' + summary().scanner.state) }}</p>
          @if (summary().scanner.lastError; as text) {
            <p class="error">{{ t('said', { text }) }}</p>
          }
          @if (summary().scanner.version; as version) {
            <p class="ss-secondary">
              {{ version }}
              @if (summary().scanner.signaturesAt; as at) {
                · {{ t('signatures') }}
                <ss-time [at]="at" as="day" />
              }
            </p>
          }
          @if (maySet) {
            <a routerLink="/admin/settings" [queryParams]="{ q: t('settingsWord') }">{{ t('toSettings') }}</a>
          }
        </div>
      </section>
      <section
        class="ss-card"
        [class]="summary().storage.state === 'up' ? 'ok' : 'warn'"
        aria-labelledby="files-storage"
      >
        <ss-icon [name]="summary().storage.state === 'up' ? 'check' : 'warning'" />
        <div>
          <h2 id="files-storage">{{ t('storage') }}</h2>
          <p class="fact">{{ t('storages.' + summary().storage.state) }}</p>
          <p class="ss-secondary">{{ t('kinds.' + summary().storage.kind) }}</p>
          <p class="ss-secondary">{{ t(count() === 1 ? 'keptOne' : 'kept', { count: count(), size: size() }) }}</p>
        </div>
      </section>
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 320px), 1fr));
      gap: 16px;
    }
    section {
      display: flex;
      gap: 12px;
      padding: 16px 20px;
      font: var(--mat-sys-body-small);
      overflow-wrap: anywhere;
    }
    h2 {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-label-medium);
    }
    .fact {
      font: var(--mat-sys-title-small);
    }
    .ok > ss-icon {
      color: var(--ss-ok);
    }
    .warn > ss-icon,
    .warn .fact {
      color: var(--ss-warn);
    }
    .error {
      color: var(--mat-sys-error);
    }
    a {
      display: inline-flex;
      align-items: center;
      min-block-size: 24px;
    }
    @media (width < 600px) {
      a {
        min-block-size: 44px;
      }
    }
  `,
})
export class FilesHealth {
  readonly summary = input.required<FilesSummaryDto>();

  private readonly i18n = inject(TranslocoService);
  protected readonly maySet = inject(Session).can('settings:manage');
  protected readonly scannerSign = computed(() => SCANNER_SIGNS[this.summary().scanner.state]);
  protected readonly count = computed(() => Object.values(this.summary().counts).reduce((sum, one) => sum + one, 0));
  protected readonly size = computed(() => sizeText(this.summary().bytes, this.i18n.getActiveLang()));
}
