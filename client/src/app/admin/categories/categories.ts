import { afterNextRender, Component, computed, inject, Injector, input, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { CategoryDto } from '../../api/types';
import { whileVisible } from '../../api/while-visible';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Announcer } from '../../ui/live/announcer';
import { Sheet } from '../../ui/sheet/sheet';
import { CategoriesApi } from './categories-api';
import { CategoryEditor } from './category-editor';
import { replaced } from './category-order';

const REFRESH_MS = 30_000;
/** In the address, for the sheet of one that is not there yet. */
const NEW = 'new';

/** What a request can be about, in the order people see it. */
@Component({
  selector: 'ss-categories',
  imports: [
    CategoryEditor,
    EmptyState,
    Icon,
    InPlaceError,
    MatButton,
    MatIconButton,
    Sheet,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './categories.html',
  styleUrl: './categories.css',
})
export class Categories {
  /** From the address: the category in the sheet. */
  readonly open = input<string>();

  private readonly api = inject(CategoriesApi);
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly snackbar = inject(Snackbar);
  private readonly announcer = inject(Announcer);
  private readonly i18n = inject(TranslocoService);
  protected readonly categories = new Loaded(() => this.api.list());
  protected readonly teams = new Loaded(() => this.api.teams());
  protected readonly failure = signal<unknown>(null);
  /** Shown at once while it is written. */
  private readonly order = signal<readonly string[] | null>(null);
  private readonly busy = signal(false);
  protected readonly shown = computed(() => {
    const all = this.categories.value() ?? [];
    const order = this.order();
    return order === null ? all : all.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  });
  protected readonly isNew = computed(() => this.open() === NEW);
  protected readonly opened = computed(() => this.shown().find(({ id }) => id === this.open()) ?? null);

  constructor() {
    void this.categories.load();
    void this.teams.load();
    whileVisible(async () => {
      if (!this.busy()) {
        await this.categories.refresh();
      }
    }, REFRESH_MS);
  }

  protected show(id: string | null): void {
    void this.router.navigate([], { queryParams: { open: id }, replaceUrl: true });
  }

  protected async done(category: CategoryDto): Promise<void> {
    this.snackbar.show(this.say(this.isNew() ? 'added' : 'saved', { name: category.name }));
    this.show(null);
    await this.categories.refresh();
  }

  /** Up or down by one; the keyboard stays on its button. */
  protected async move({ id, name }: CategoryDto, step: -1 | 1, button: MatIconButton): Promise<void> {
    const all = this.shown();
    const to = all.findIndex((one) => one.id === id) + step;
    const changes = replaced(all, id, to);
    if (changes.length === 0 || this.busy()) {
      return;
    }
    this.busy.set(true);
    this.failure.set(null);
    const others = all.map((one) => one.id).filter((one) => one !== id);
    this.order.set(others.toSpliced(to, 0, id));
    // A row that moves in the page lets its focus go.
    afterNextRender(() => button.focus(), { injector: this.injector });
    this.announcer.announce(this.say('at', { name, place: to + 1, count: all.length }));
    try {
      for (const change of changes) {
        await this.api.change(change.id, { position: change.position }, null);
      }
    } catch (error) {
      this.failure.set(error);
    }
    await this.categories.load();
    this.order.set(null);
    this.busy.set(false);
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.categories.${key}`, values);
  }
}
