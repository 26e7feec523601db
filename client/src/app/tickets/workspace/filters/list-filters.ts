import { Component, computed, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { FilterChip } from '../../../ui/choice/filter-chip';
import { Control } from '../../../ui/field/control';
import { Field } from '../../../ui/field/field';
import { SearchBox } from '../../../ui/field/search-box';
import { WordsInput } from '../../../ui/field/words-input';
import { Icon } from '../../../ui/icon/icon';
import { ListAddress } from '../list-address';
import { FilterChoices } from './filter-choices';
import { FILTERS, type FilterName } from './list-query';

/** These are chosen from lists; the others are typed. */
const CHOSEN: readonly FilterName[] = FILTERS.filter((name) => !['tag', 'submittedFrom', 'submittedTo'].includes(name));

/** Search and filters of the list; the address is where they are kept. */
@Component({
  selector: 'ss-list-filters',
  imports: [Control, Field, FilterChip, Icon, MatButton, SearchBox, TranslocoDirective, WordsInput],
  providers: [FilterChoices],
  templateUrl: './list-filters.html',
  styleUrl: './list-filters.css',
})
export class ListFilters {
  /** Keep the list under a name. */
  readonly saved = output();

  protected readonly address = inject(ListAddress);
  protected readonly choices = inject(FilterChoices);
  protected readonly isOpen = signal(false);
  protected readonly params = this.address.params;
  protected readonly fields = computed(() =>
    CHOSEN.map((name) => ({ name, options: this.choices.of(name), chosen: this.params().filters[name] ?? [] })),
  );
  protected readonly tags = computed(() => [...(this.params().filters.tag ?? [])]);
  /** Each value is a chip of its own, and taken away alone. */
  protected readonly active = computed(() =>
    FILTERS.flatMap((name) =>
      (this.params().filters[name] ?? []).map((value) => ({
        name,
        value,
        words: this.choices.wordsOf(name, value),
      })),
    ),
  );

  protected toggle(): void {
    this.isOpen.update((isOpen) => !isOpen);
    this.choices.load();
  }

  protected remove(name: FilterName, value: string): void {
    this.address.set(
      name,
      (this.params().filters[name] ?? []).filter((one) => one !== value),
    );
  }

  /** Of a filter that takes one value the one that was chosen last holds. */
  protected set(name: FilterName, values: readonly string[]): void {
    const isSingle = name === 'awaitsReply' || name === 'reopened';
    this.address.set(name, isSingle ? values.slice(-1) : values);
  }

  protected search(name: FilterName, text: string): void {
    if (name === 'assignee' || name === 'requester') {
      this.choices.search(name, text);
    }
  }

  protected day(name: 'submittedFrom' | 'submittedTo'): string {
    return (this.params().filters[name]?.[0] ?? '').slice(0, 10);
  }
}
