import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketStatus } from '../../api/types';
import { Notice } from '../../ui/feedback/notice';
import { Checkbox } from '../../ui/field/checkbox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import type { DiagramStatus } from './lifecycle-diagram';
import { type Actor, ACTORS, type Line, type Need, NEEDS } from './lifecycle-lines';
import { LifecycleWords } from './lifecycle-words';

/** One transition: who makes it and what it needs. Without one it makes a new one, of statuses that have none yet. */
@Component({
  selector: 'ss-line-editor',
  imports: [Checkbox, Control, Field, MatButton, Notice, TranslocoDirective],
  template: `
    <form *transloco="let t; prefix: 'admin.lifecycle'" (submit)="$event.preventDefault(); put.emit(line())">
      @if (given() === null) {
        <ss-field [label]="t('from')">
          <select #start ssControl (change)="begin(start.value)">
            @for (status of starts(); track status.key) {
              <option [value]="status.key" [selected]="status.key === from()">{{ status.name }}</option>
            }
          </select>
        </ss-field>
        <ss-field [label]="t('to')">
          <select #end ssControl (change)="finish(end.value)">
            @for (status of ends(); track status.key) {
              <option [value]="status.key" [selected]="status.key === to()">{{ status.name }}</option>
            }
          </select>
        </ss-field>
      }
      <fieldset>
        <legend>{{ t('whoMay') }}</legend>
        @for (actor of actors; track actor) {
          <ss-checkbox [checked]="who().includes(actor)" (checkedChange)="toggleActor(actor, $event)">
            <span>
              {{ t('actorBox.' + actor) }}
              <span class="ss-secondary">{{ t('actorHint.' + actor) }}</span>
            </span>
          </ss-checkbox>
        }
      </fieldset>
      <fieldset>
        <legend>{{ t('whatNeeds') }}</legend>
        @for (need of needList; track need) {
          <ss-checkbox [checked]="needs().includes(need)" (checkedChange)="toggleNeed(need, $event)">
            <span>
              {{ t('needBox.' + need) }}
              <span class="ss-secondary">{{ t('needHint.' + need) }}</span>
            </span>
          </ss-checkbox>
        }
      </fieldset>
      @if (given() !== null && !isRemovable()) {
        <ss-notice tone="info">{{ t('relied') }}</ss-notice>
      }
      <div class="ss-actions">
        <button matButton="filled" type="submit">{{ t(given() === null ? 'addAct' : 'take') }}</button>
        @if (given() !== null) {
          <button matButton="text" class="ss-danger" type="button" (click)="removed.emit(line())">
            {{ t('remove') }}
          </button>
        }
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 20px;
    }
    fieldset {
      display: grid;
      gap: 10px;
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      margin-block-end: 10px;
      font: var(--mat-sys-title-small);
    }
    ss-checkbox .ss-secondary {
      display: block;
    }
  `,
})
export class LineEditor {
  readonly statuses = input.required<readonly (DiagramStatus & { readonly isFinal: boolean })[]>();
  readonly lines = input.required<readonly Line[]>();
  /** The transition as it stands; null makes a new one. */
  readonly given = input.required<Line | null>();
  readonly isRemovable = input(true);
  readonly put = output<Line>();
  readonly removed = output<Line>();

  protected readonly words = inject(LifecycleWords);
  protected readonly actors = ACTORS;
  protected readonly needList = NEEDS;
  protected readonly from = signal<TicketStatus>('Open');
  protected readonly to = signal<TicketStatus>('Open');
  protected readonly who = signal<readonly Actor[]>([]);
  protected readonly needs = signal<readonly Need[]>([]);
  protected readonly line = computed<Line>(() => ({
    from: this.from(),
    to: this.to(),
    who: this.who(),
    needs: this.needs(),
  }));
  /** Where a transition can begin that is not there yet. */
  protected readonly starts = computed(() =>
    this.statuses().filter((status) => !status.isFinal && this.targetsOf(status.key).length > 0),
  );
  protected readonly ends = computed(() => this.targetsOf(this.from()));

  constructor() {
    effect(() => {
      const given = this.given();
      untracked(() => {
        if (given === null) {
          this.who.set(['coordinator', 'admin']);
          this.needs.set([]);
          this.begin(this.starts().find(({ key }) => key === 'Open')?.key ?? this.starts()[0]?.key ?? 'Open');
        } else {
          this.from.set(given.from);
          this.to.set(given.to);
          this.who.set(given.who);
          this.needs.set(given.needs);
        }
      });
    });
  }

  protected begin(key: string): void {
    const start = this.statuses().find((status) => status.key === key);
    if (start !== undefined) {
      this.from.set(start.key);
      this.finish(this.ends()[0]?.key ?? '');
    }
  }

  protected finish(key: string): void {
    const end = this.statuses().find((status) => status.key === key);
    if (end !== undefined) {
      this.to.set(end.key);
      // What such a status cannot do without.
      const own: Partial<Record<TicketStatus, Need>> = { 'On Hold': 'holdReason', Resolved: 'resolution' };
      const need = own[end.key];
      this.needs.set(need === undefined ? [] : [need]);
    }
  }

  protected toggleActor(actor: Actor, isOn: boolean): void {
    this.who.update((who) => ACTORS.filter((one) => (one === actor ? isOn : who.includes(one))));
  }

  protected toggleNeed(need: Need, isOn: boolean): void {
    this.needs.update((needs) => NEEDS.filter((one) => (one === need ? isOn : needs.includes(one))));
  }

  /** Nothing leads back to New, and merging alone leads to Merged. */
  private targetsOf(start: TicketStatus): readonly DiagramStatus[] {
    const taken = this.lines()
      .filter(({ from }) => from === start)
      .map(({ to }) => to);
    return this.statuses().filter(({ key }) => ![start, 'New', 'Merged', ...taken].includes(key));
  }
}
