import { Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import { Combobox, type ComboboxOption } from '../../ui/choice/combobox';
import { Field } from '../../ui/field/field';

const PAUSE_MS = 200;

export interface Requester {
  /** Empty: nobody is chosen, though something may be typed. */
  readonly id: string;
  readonly name: string;
}

/** Whom staff ask for: that person becomes the requester. */
@Component({
  selector: 'ss-on-behalf',
  imports: [Combobox, Field, TranslocoDirective],
  template: `
    <ss-field
      *transloco="let t"
      [label]="t('request.form.onBehalf')"
      [hint]="t('request.form.onBehalfHint')"
      [problem]="problem()"
      [note]="t('ui.optional')"
    >
      <ss-combobox [value]="name()" [options]="options()" (valueChange)="take($event)" />
    </ss-field>
  `,
})
export class OnBehalf {
  readonly name = input.required<string>();
  readonly problem = input('');
  readonly chosen = output<Requester>();

  private readonly api = inject(TicketsApi);
  private readonly typed = signal('');
  private readonly found = new Loaded(() => this.api.people(this.typed()));
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Two people of one name are told apart by where they work. */
  private readonly people = computed(() => {
    const items = this.found.value()?.items ?? [];
    return items.map((person) => {
      const isAlone = items.filter(({ name }) => name === person.name).length === 1;
      return { ...person, label: isAlone ? person.name : `${person.name} (${person.department ?? person.id})` };
    });
  });
  protected readonly options = computed<readonly ComboboxOption[]>(() =>
    this.people().map(({ label, department }) => ({
      value: label,
      ...(department === null ? {} : { detail: department }),
    })),
  );

  protected take(name: string): void {
    const person = this.people().find(({ label }) => label === name);
    this.chosen.emit({ id: person?.id ?? '', name });
    clearTimeout(this.timer);
    this.typed.set(name.trim());
    if (person === undefined && this.typed() !== '') {
      this.timer = setTimeout(() => void this.found.load(), PAUSE_MS);
    }
  }
}
