import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { TicketColumn, TicketListItemDto } from '../../../api/types';
import { Icon } from '../../../ui/icon/icon';
import { RowWindow } from '../../../ui/list/row-window';
import { Look } from '../../../ui/look/look';
import type { TicketSort } from '../filters/list-query';
import { ListStore } from '../list-store';
import { Chosen } from './chosen';
import { leastOf, nextSort, orderOf, tracksOf } from './columns';
import { TicketCard } from './ticket-card';
import { TicketLine } from './ticket-line';

/** Rows from the end at which the next page is asked for. */
const AHEAD = 25;
/** Pixels of a row, as the style sheets have them: virtual scrolling must know before it draws. */
const HEIGHTS = {
  cards: { comfortable: 104, compact: 64 },
  table: { comfortable: 48, compact: 36 },
} as const;
/** A row that was scrolled to is drawn within a few frames. */
const FRAMES = 20;

/** The tickets of the list, of which only those that are seen are drawn. As cards or as a table. */
@Component({
  selector: 'ss-ticket-list',
  imports: [Icon, RowWindow, TicketCard, TicketLine, TranslocoDirective],
  templateUrl: './ticket-list.html',
  styleUrl: './ticket-list.css',
  host: { '(keydown)': 'onKey($event)', '(document:keydown)': 'onPageKey($event)' },
})
export class TicketList {
  readonly form = input.required<keyof typeof HEIGHTS>();
  readonly columns = input.required<readonly TicketColumn[]>();
  readonly sort = input.required<TicketSort>();
  /** Number of the ticket beside the list. */
  readonly openNumber = input<string | null>(null);
  readonly label = input.required<string>();
  readonly sorted = output<TicketSort>();

  protected readonly store = inject(ListStore);
  protected readonly chosen = inject(Chosen);
  private readonly look = inject(Look);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly viewport = viewChild(RowWindow);
  protected readonly isCompact = computed(() => this.look.current().density === 'compact');
  protected readonly rowHeight = computed(() => HEIGHTS[this.form()][this.isCompact() ? 'compact' : 'comfortable']);
  protected readonly rows = computed<readonly TicketListItemDto[]>(() => this.store.items() ?? []);
  /** For readers; -1 says that nobody knows. */
  protected readonly size = computed(() => {
    const total = this.store.total();
    return !this.store.hasMore() ? this.rows().length : total === null || total.isCapped ? -1 : total.value;
  });
  protected readonly tracks = computed(() => tracksOf(this.columns()));
  protected readonly least = computed(() => leastOf(this.columns()));
  protected readonly headings = computed(() =>
    this.columns().map((column) => ({
      column,
      next: nextSort(column, this.sort()),
      order: orderOf(column, this.sort()),
    })),
  );
  /** Where the keyboard is, while no row has the focus. */
  private readonly cursor = signal<string | null>(null);
  /** The one row that Tab comes to: where the keyboard was, else the open ticket, else the first that is drawn. */
  protected readonly stop = computed(() => {
    const viewport = this.viewport();
    const drawn = this.rows().slice(viewport?.from() ?? 0, viewport?.to());
    const at = (is: (row: TicketListItemDto) => boolean): TicketListItemDto | undefined => drawn.find(is);
    return (at(({ id }) => id === this.cursor()) ?? at(({ number }) => number === this.openNumber()) ?? drawn[0])?.id;
  });
  /** Counts calls for the focus: only the last one gets it. */
  private calls = 0;

  constructor() {
    // Another list begins at its top.
    effect(() => {
      this.store.query();
      untracked(() => {
        this.cursor.set(null);
        this.viewport()?.scrollTo(0);
      });
    });
    // Another form, or rows of another height: the same tickets are seen as before.
    effect(() => {
      const viewport = this.viewport();
      this.rowHeight();
      if (viewport !== undefined) {
        untracked(() => this.stay(viewport));
      }
    });
  }

  private stay(viewport: RowWindow): void {
    const open = this.rows().findIndex(({ number }) => number === this.openNumber());
    const first = this.store.firstSeen;
    setTimeout(() => {
      const room = Math.floor(viewport.height() / this.rowHeight());
      const row = open >= 0 && (open < first || open >= first + room) ? Math.max(0, open - 1) : first;
      viewport.scrollTo(row * this.rowHeight());
    });
  }

  protected scrolled(first: number): void {
    const viewport = this.viewport();
    this.store.firstSeen = first;
    if (viewport !== undefined && viewport.to() > this.rows().length - AHEAD) {
      void this.more();
    }
  }

  /** After a failure only the person asks again. */
  private async more(): Promise<void> {
    if (this.store.error() === null) {
      await this.store.more();
    }
  }

  protected pick(event: MouseEvent, id: string): void {
    this.cursor.set(id);
    this.chosen.pick(id, event.shiftKey);
    if (event.shiftKey) {
      // The browser would begin to mark text instead.
      this.focusAt(this.position());
    }
  }

  /** To the next or the row before; with `extends` what lies between is chosen. */
  move(step: 1 | -1, extendsChoice = false): void {
    const rows = this.rows();
    const from = this.position();
    const to = Math.max(0, Math.min(rows.length - 1, from + step));
    const target = rows[to];
    if (target === undefined) {
      return;
    }
    const start = rows[from];
    if (extendsChoice && start !== undefined) {
      this.chosen.step(start.id, target.id);
    }
    this.focusAt(to);
  }

  toggleAtCursor(): void {
    const row = this.rows()[this.position()];
    if (row !== undefined) {
      this.chosen.toggle(row.id);
      this.focusAt(this.position());
    }
  }

  openAtCursor(): void {
    const row = this.rows()[this.position()];
    if (row !== undefined) {
      this.linkOf(row.id)?.click();
    }
  }

  /** Where the keyboard left off. */
  focusCursor(): void {
    this.focusAt(Math.max(0, this.position()));
  }

  /** From a row, and from nowhere: a row that was scrolled away takes the focus along. Elsewhere it marks text. */
  protected onPageKey(event: KeyboardEvent): void {
    const { target } = event;
    const isHere = target === document.body || (target instanceof Node && this.host.nativeElement.contains(target));
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && isHere) {
      event.preventDefault();
      this.chosen.all();
    } else if (event.key === 'Escape' && isHere) {
      this.chosen.clear();
    }
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      this.focusAt(event.key === 'Home' ? 0 : this.rows().length - 1);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.move(event.key === 'ArrowDown' ? 1 : -1, event.shiftKey);
    }
  }

  protected onFocus(id: string): void {
    this.cursor.set(id);
  }

  /** Where the focus is or was; for who reads the open ticket, or has been nowhere, that one. */
  private position(): number {
    const rows = this.rows();
    const at = rows.findIndex(({ id }) => id === this.cursor());
    const open = rows.findIndex(({ number }) => number === this.openNumber());
    return at < 0 || (open >= 0 && this.isReading()) ? open : at;
  }

  /** The focus is beside the list. Tab has led through the rows to get there, which chose none of them. */
  private isReading(): boolean {
    const active = document.activeElement;
    return (
      active !== null &&
      active !== document.body &&
      this.host.nativeElement.closest('section')?.contains(active) === false
    );
  }

  private focusAt(index: number): void {
    const row = this.rows()[index];
    const viewport = this.viewport();
    if (row === undefined || viewport === undefined) {
      return;
    }
    this.cursor.set(row.id);
    const height = this.rowHeight();
    const above = viewport.above();
    const room = viewport.height();
    if (index * height < above) {
      viewport.scrollTo(index * height);
    } else if ((index + 1) * height > above + room) {
      viewport.scrollTo((index + 1) * height - room);
    }
    const call = ++this.calls;
    const take = (frames: number): void => {
      const link = this.linkOf(row.id);
      if (call !== this.calls) {
        return;
      }
      if (link !== null) {
        link.focus({ preventScroll: true });
      } else if (frames > 0) {
        requestAnimationFrame(() => take(frames - 1));
      }
    };
    take(FRAMES);
  }

  private linkOf(id: string): HTMLAnchorElement | null {
    return this.host.nativeElement.querySelector(`[data-row="${id}"] a`);
  }
}
