import {
  afterNextRender,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  type Injector,
  runInInjectionContext,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatDialog, MatDialogRef } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { addStrings } from '../../i18n/strings';
import { Icon } from '../../ui/icon/icon';
import { isMac, keyCaps } from '../../ui/keys/key-caps';
import { Avatar } from '../../ui/people/avatar';
import { StatusGlyph } from '../../ui/status/status-glyph';
import { type Part, partsOf } from './matching';
import { paletteEnglish } from './palette.en';
import { type Option, PaletteStore } from './palette-store';

/** Steps of a page key. */
const LEAP = 8;

/** One field that finds tickets, people and pages and does what the open page allows; the keys never leave it. */
@Component({
  selector: 'ss-palette',
  imports: [Avatar, Icon, StatusGlyph, TranslocoDirective],
  providers: [PaletteStore],
  templateUrl: './palette.html',
  styleUrl: './palette.css',
})
class Palette {
  protected readonly store = inject(PaletteStore);
  private readonly opened = inject<MatDialogRef<Palette, Option>>(MatDialogRef);
  /** Chosen by key or pointer; while nothing is, the first option is the one. */
  private readonly chosenId = signal<string | null>(null);
  private readonly isEager = signal(false);
  private readonly options = computed(() => this.store.groups().flatMap(({ options }) => options));
  protected readonly active = computed(
    () => this.options().find(({ id }) => id === this.chosenId()) ?? this.options()[0] ?? null,
  );
  protected readonly isNothing = computed(
    () => this.store.text() !== '' && !this.store.isSearching() && this.store.groups().every(({ id }) => id === 'new'),
  );
  protected readonly said = computed(() => {
    const count = this.options().length;
    if (this.store.isSearching()) {
      return { key: 'palette.searching', values: {} };
    }
    return this.isNothing()
      ? { key: 'palette.none', values: { text: this.store.text() } }
      : { key: count === 1 ? 'palette.countOne' : 'palette.count', values: { count } };
  });

  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    // The dialog would give the focus once it stands still, and lose what is typed until then.
    afterNextRender(() => this.field().nativeElement.focus());
    // Enter came before the answer of the desk did.
    effect(() => {
      if (this.isEager() && !this.store.isSearching()) {
        untracked(() => this.runActive());
      }
    });
  }

  protected type(text: string): void {
    this.chosenId.set(null);
    this.isEager.set(false);
    this.store.type(text);
  }

  protected point(option: Option): void {
    if (this.active()?.id !== option.id) {
      this.chosenId.set(option.id);
    }
  }

  protected onKey(event: KeyboardEvent): void {
    const at = this.options().findIndex(({ id }) => id === this.active()?.id);
    const last = this.options().length - 1;
    const targets: Record<string, number> = {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + LEAP),
      PageUp: Math.max(0, at - LEAP),
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      this.go(target);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      if (this.chosenId() === null && this.store.isSearching()) {
        this.isEager.set(true);
      } else {
        this.runActive();
      }
    }
  }

  protected close(): void {
    this.opened.close();
  }

  protected pick(event: Event): void {
    const row = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
    const option = this.options().find(({ id }) => id === row?.id);
    if (option !== undefined) {
      this.opened.close(option);
    }
  }

  protected parts({ label }: Option): readonly Part[] {
    return partsOf(label, this.store.text());
  }

  protected caps(key: string): readonly string[] {
    return keyCaps(key, isMac());
  }

  private runActive(): void {
    const option = this.active();
    if (option !== null) {
      this.opened.close(option);
    }
  }

  private go(index: number): void {
    const option = this.options()[index];
    if (option !== undefined) {
      this.chosenId.set(option.id);
      document.getElementById(option.id)?.scrollIntoView({ block: 'nearest' });
    }
  }
}

export async function openPalette(injector: Injector): Promise<void> {
  await runInInjectionContext(injector, () =>
    addStrings('palette', paletteEnglish, {
      de: () => import('./palette.de').then(({ paletteGerman }) => paletteGerman),
    }),
  );
  const dialogs = injector.get(MatDialog);
  if (dialogs.openDialogs.length > 0) {
    return;
  }
  const opened = dialogs.open<Palette, undefined, Option>(Palette, {
    width: '640px',
    panelClass: 'ss-palette',
    position: { top: 'min(12vh, 96px)' },
    autoFocus: 'input',
    ariaLabelledBy: null,
  });
  const option = await firstValueFrom(opened.afterClosed());
  // Once the focus is back where it was, since what runs may open a dialog of its own.
  await option?.run();
}
