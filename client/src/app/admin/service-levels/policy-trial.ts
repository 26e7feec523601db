import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { toApiError } from '../../api/api-error';
import type { Priority, SlaPolicyDto, TriedClockDto, TrySlaPolicyDto } from '../../api/types';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Icon } from '../../ui/icon/icon';
import { LedgerLines } from '../../ui/ledger/ledger-lines';
import { LedgerStrip } from '../../ui/ledger/ledger-strip';
import { type LedgerPart, LedgerWords } from '../../ui/ledger/ledger-words';
import { Time } from '../../ui/time/time';
import { TARGET_PRIORITIES } from './policy-fields';
import { ServiceLevelsApi } from './service-levels-api';
import { ServiceWords } from './service-words';

interface Pause {
  readonly from: string;
  /** '' lasts still. */
  readonly to: string;
}

/** As the field takes it, in the zone of the browser. */
function localTime(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

function utcOf(local: string): string | null {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** When a ticket that is only thought of would be due under a policy, and why. */
@Component({
  selector: 'ss-policy-trial',
  imports: [
    Control,
    Field,
    Icon,
    InPlaceError,
    LedgerLines,
    LedgerStrip,
    MatButton,
    MatIconButton,
    Time,
    TranslocoDirective,
  ],
  template: `
    <section class="ss-card" aria-labelledby="policy-trial" *transloco="let t; prefix: 'admin.serviceLevels.trial'">
      <h2 id="policy-trial">{{ t('title') }}</h2>
      <p class="ss-secondary">{{ t('lead') }}</p>
      <form class="ss-form" novalidate (submit)="$event.preventDefault(); run()">
        <ng-container *transloco="let say">
          <ss-field [label]="t('priority')">
            <select #chosen ssControl (change)="choose(chosen.value)">
              @for (one of priorities; track one) {
                <option [value]="one" [selected]="one === priority()">{{ say('priority.' + one) }}</option>
              }
            </select>
          </ss-field>
        </ng-container>
        <div class="ss-form-columns">
          <ss-field [label]="t('start')" [problem]="problem('start')">
            <input #begin ssControl type="datetime-local" [value]="start()" (input)="start.set(begin.value)" />
          </ss-field>
          <ss-field [label]="t('at')" [problem]="problem('at')">
            <input #look ssControl type="datetime-local" [value]="at()" (input)="at.set(look.value)" />
          </ss-field>
        </div>
        @for (pause of pauses(); track $index) {
          <div class="pause">
            <ss-field [label]="t('pauseFrom')" [problem]="problem('pauses')">
              <input
                #from
                ssControl
                type="datetime-local"
                [value]="pause.from"
                (input)="setPause($index, { from: from.value, to: pause.to })"
              />
            </ss-field>
            <ss-field [label]="t('pauseTo')">
              <input
                #to
                ssControl
                type="datetime-local"
                [value]="pause.to"
                (input)="setPause($index, { from: pause.from, to: to.value })"
              />
            </ss-field>
            <button
              matIconButton
              type="button"
              [attr.aria-label]="t('removePause', { number: $index + 1 })"
              (click)="removePause($index)"
            >
              <ss-icon name="close" />
            </button>
          </div>
        }
        <div class="ss-actions">
          <button matButton="tonal" type="submit" [disabled]="isBusy()">{{ t('act') }}</button>
          <button matButton="text" type="button" (click)="addPause()">
            <ss-icon name="pause" [size]="16" />
            {{ t('addPause') }}
          </button>
        </div>
      </form>
      @if (failure(); as error) {
        <ss-in-place-error [title]="t('failed')" [error]="error" (retry)="run()" />
      }
      <div class="results" aria-live="polite">
        @if (tried(); as items) {
          @for (clock of items; track clock.kind) {
            <article>
              <h3>
                <span *transloco="let say">{{ say('sla.kind.' + clock.kind) }}</span>
                <span class="ss-secondary">{{ t('target', { span: ledger.span(clock.targetSeconds) }) }}</span>
              </h3>
              <p class="due">
                @if (clock.dueAt; as due) {
                  {{ t('due') }}
                  <strong><ss-time [at]="due" as="full" /></strong>
                } @else {
                  {{ t('stands') }}
                }
              </p>
              <ss-ledger-strip [parts]="parts(clock)" />
              <ss-ledger-lines [parts]="parts(clock)" />
            </article>
          } @empty {
            <p class="ss-secondary">{{ t('nothing') }}</p>
          }
        }
      </div>
    </section>
  `,
  styles: `
    :host {
      display: block;
    }
    .ss-card {
      padding: 20px;
    }
    h2 {
      font: var(--mat-sys-title-medium);
    }
    form {
      margin-block: 12px 0;
    }
    .pause {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: end;
      gap: 8px;
    }
    .pause ss-field:first-child {
      grid-column: 1 / -1;
    }
    .results:not(:empty) {
      display: grid;
      gap: 20px;
      margin-block-start: 20px;
    }
    article {
      display: grid;
      gap: 6px;
      font: var(--mat-sys-body-small);
    }
    h3 {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 2px 10px;
      font: var(--mat-sys-title-small);
    }
    .due {
      font: var(--mat-sys-body-medium);
    }
    .due ss-time {
      white-space: normal;
    }
    ss-ledger-strip {
      margin-block: 2px 4px;
    }
    @media (width < 600px) {
      .ss-card {
        padding: 16px;
      }
    }
  `,
})
export class PolicyTrial {
  readonly policy = input.required<SlaPolicyDto>();

  private readonly api = inject(ServiceLevelsApi);
  private readonly i18n = inject(TranslocoService);
  private readonly words = inject(ServiceWords);
  protected readonly ledger = inject(LedgerWords);
  protected readonly priorities = TARGET_PRIORITIES;
  protected readonly priority = signal<Priority>('Medium');
  protected readonly start = signal(localTime(new Date()));
  protected readonly at = signal('');
  protected readonly pauses = signal<readonly Pause[]>([]);
  protected readonly tried = signal<readonly TriedClockDto[] | null>(null);
  protected readonly failure = signal<unknown>(null);
  protected readonly isBusy = signal(false);
  private readonly problems = signal<Readonly<Record<string, string>>>({});
  private readonly why = computed(() => ({
    paused: this.i18n.translate<string>('admin.serviceLevels.trial.onHold'),
  }));

  constructor() {
    // What was tried is no longer true once another version is saved.
    let version = 0;
    effect(() => {
      const policy = this.policy();
      untracked(() => {
        if (version !== 0 && policy.version !== version && this.tried() !== null) {
          void this.run();
        }
        version = policy.version;
      });
    });
  }

  protected problem(field: string): string {
    return this.problems()[field] ?? '';
  }

  protected choose(value: string): void {
    this.priority.set(TARGET_PRIORITIES.find((one) => one === value) ?? 'Medium');
  }

  protected addPause(): void {
    this.pauses.update((before) => [...before, { from: this.start(), to: '' }]);
  }

  protected setPause(index: number, pause: Pause): void {
    this.pauses.update((before) => before.with(index, pause));
  }

  protected removePause(index: number): void {
    this.pauses.update((before) => before.toSpliced(index, 1));
  }

  protected parts({ segments }: TriedClockDto): readonly LedgerPart[] {
    return segments.map(({ kind, from, to, seconds }) => ({
      kind,
      from,
      to,
      seconds,
      why: kind === 'paused' ? this.why().paused : '',
      who: '',
      isLate: false,
    }));
  }

  protected async run(): Promise<void> {
    const ticket = this.asked();
    if (ticket === null || this.isBusy()) {
      return;
    }
    this.isBusy.set(true);
    this.failure.set(null);
    try {
      this.tried.set((await this.api.tryPolicy(this.policy().id, ticket)).items);
    } catch (error) {
      const { status, details } = toApiError(error);
      const told = Object.entries(details).map(
        ([path, texts]) => [path.split('.')[0] ?? path, texts.join(' ')] as const,
      );
      this.problems.set(status === 400 ? Object.fromEntries(told) : {});
      this.failure.set(status === 400 && told.length > 0 ? null : error);
    } finally {
      this.isBusy.set(false);
    }
  }

  /** Null where a time is missing; then its field says so. */
  private asked(): TrySlaPolicyDto | null {
    const start = utcOf(this.start());
    const pauses = this.pauses().map(({ from, to }) => ({ from: utcOf(from), to: to === '' ? null : utcOf(to) }));
    const missing = this.words.say('trial.timeMissing');
    const isPauseOpen = pauses.some(({ from }) => from === null);
    this.problems.set({
      ...(start === null ? { start: missing } : {}),
      ...(isPauseOpen ? { pauses: missing } : {}),
    });
    if (start === null || isPauseOpen) {
      return null;
    }
    const at = utcOf(this.at());
    return {
      priority: this.priority(),
      start,
      ...(at === null ? {} : { at }),
      pauses: pauses.flatMap(({ from, to }) => (from === null ? [] : [{ from, ...(to === null ? {} : { to }) }])),
    };
  }
}
