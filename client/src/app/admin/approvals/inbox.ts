import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  computed,
  contentChild,
  ElementRef,
  inject,
  input,
  linkedSignal,
  signal,
  ViewEncapsulation,
  viewChildren,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { fromEvent, map } from 'rxjs';
import { Dialogs } from '../../ui/dialog/dialogs';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Checkbox } from '../../ui/field/checkbox';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Icon } from '../../ui/icon/icon';
import { Shortcuts } from '../../ui/keys/shortcuts';
import { Sheet } from '../../ui/sheet/sheet';
import { BulkBar } from './bulk-bar';
import { Choice } from './choice';
import { type Act, type InboxKind, type Outcome, PerRow, type Refused } from './decisions';
import { InboxPart } from './inbox-part';

export interface InboxColumn {
  /** Key of its words under `admin.approvals`. */
  readonly label: string;
  /** `wide` columns are left out on narrow screens, `end` ones end where the row ends. */
  readonly kind?: 'wide' | 'end';
}

const WITH_SIDE = '(width >= 1200px)';
/** A second press of a double click must not decide on the row that has just moved up. */
const SETTLE_MS = 400;
const REASON_MAX = 1000;

/**
 * Rows that wait for a yes or a no: one by one beside their details, or several at once; with the mouse or the
 * keyboard alone. What a row shows is the kind's business: templates `#title`, `#cells` and `#side`.
 */
@Component({
  selector: 'ss-inbox',
  imports: [
    BulkBar,
    Checkbox,
    Control,
    EmptyState,
    Field,
    Icon,
    InPlaceError,
    MatButton,
    MatIconButton,
    NgTemplateOutlet,
    Notice,
    Sheet,
    Skeleton,
    TranslocoDirective,
  ],
  // Its rows are drawn by templates of other components.
  encapsulation: ViewEncapsulation.None,
  templateUrl: './inbox.html',
  styleUrl: './inbox.css',
})
export class Inbox<Row extends { id: string }> {
  readonly kind = input.required<InboxKind<Row>>();
  readonly columns = input.required<readonly InboxColumn[]>();

  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly shortcuts = inject(Shortcuts);

  protected readonly title = contentChild.required('title', { read: InboxPart<Row> });
  protected readonly cells = contentChild.required('cells', { read: InboxPart<Row> });
  protected readonly side = contentChild.required('side', { read: InboxPart<Row> });
  private readonly openers = viewChildren<ElementRef<HTMLButtonElement>>('opener');

  protected readonly hasKeys = this.shortcuts.isOn;
  protected readonly reasonMax = REASON_MAX;
  protected readonly isWide = toSignal(
    fromEvent<MediaQueryListEvent>(matchMedia(WITH_SIDE), 'change').pipe(map(({ matches }) => matches)),
    { initialValue: matchMedia(WITH_SIDE).matches },
  );
  protected readonly list = computed(() => this.kind().list);
  private readonly open = computed(() => {
    const list = this.list();
    return list.rows().filter((row) => !list.gone().has(row.id));
  });
  protected readonly choice = new Choice<Row>(() => this.open());
  protected readonly isBusy = signal(false);
  protected readonly refused = signal<readonly Refused<Row>[]>([]);
  /** On narrow screens the details lie over the list, and only when asked for. */
  protected readonly isSheetOpen = signal(false);

  /** The row whose details are shown; when it is decided, the one that takes its place. */
  protected readonly current = linkedSignal<readonly Row[], Row | null>({
    source: () => this.list().rows(),
    computation: (rows, before) => {
      const id = before?.value?.id;
      const same = rows.find((row) => row.id === id);
      if (same !== undefined) {
        return same;
      }
      const at = before?.source.findIndex((row) => row.id === id) ?? 0;
      return rows[Math.min(Math.max(0, at), rows.length - 1)] ?? null;
    },
  });
  protected readonly position = computed(
    () =>
      this.list()
        .rows()
        .findIndex(({ id }) => id === this.current()?.id) + 1,
  );
  private decidedAt = 0;

  protected readonly reasons = new PerRow<string>(() => '');
  /** The row whose rejection still lacks a reason. */
  protected readonly lacksReason = signal('');

  constructor() {
    this.shortcuts.bind('admin.approvals.title', [
      { key: 'j', words: 'admin.approvals.keys.move', act: () => this.move(1) },
      { key: 'k', words: 'admin.approvals.keys.move', act: () => this.move(-1) },
      { key: 'x', words: 'admin.approvals.keys.choose', act: () => this.toggleCurrent() },
      {
        key: 'e',
        words: 'admin.approvals.keys.approve',
        act: (event) => {
          // A key that is held must not let in one after the other.
          if (!event.repeat) {
            void this.approveCurrent();
          }
        },
      },
      { key: 'r', words: 'admin.approvals.keys.reject', act: () => this.focusReason() },
    ]);
  }

  protected can(row: Row, act: Act): boolean {
    return !this.list().gone().has(row.id) && this.kind().can(row, act);
  }

  protected refusalOf(row: Row): string {
    const found = this.refused().find((one) => one.row.id === row.id);
    return found === undefined ? '' : this.whyOf(found);
  }

  protected show(row: Row): void {
    this.current.set(row);
    this.isSheetOpen.set(!this.isWide());
  }

  protected move(step: number): void {
    const rows = this.list().rows();
    const next = rows[Math.max(0, Math.min(rows.length - 1, this.position() - 1 + step))];
    if (next !== undefined) {
      this.current.set(next);
      this.openers()[rows.indexOf(next)]?.nativeElement.focus();
    }
  }

  protected moveByArrow(event: Event, step: number): void {
    event.preventDefault();
    this.move(step);
  }

  protected readonly approveShown = (): Promise<void> => this.approveCurrent();
  protected readonly rejectShown = (): Promise<void> => this.rejectCurrent();

  protected approveRow(row: Row): void {
    this.press(() => this.approve([row]));
  }

  protected async approve(rows: readonly Row[]): Promise<void> {
    await this.decide(rows, 'approve', (chosen) => this.kind().approve(chosen));
  }

  private async approveCurrent(): Promise<void> {
    const row = this.current();
    if (row !== null && this.can(row, 'approve')) {
      await this.approve([row]);
    }
  }

  /** With the reason beside the details. */
  private async rejectCurrent(): Promise<void> {
    const row = this.current();
    if (row === null || !this.can(row, 'reject')) {
      return;
    }
    const reason = this.reasons.of(row.id).trim();
    this.lacksReason.set(reason === '' ? row.id : '');
    if (reason === '') {
      this.focusReason();
      return;
    }
    await this.decide([row], 'reject', (chosen) => this.kind().reject(chosen, reason));
  }

  /** With a reason that is asked for, the same for all. */
  protected async reject(rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) {
      return;
    }
    const values = { name: this.kind().nameOf(first), count: rows.length };
    const reason = await this.dialogs.askReason({
      title: this.say(rows.length === 1 ? 'rejectTitle' : 'rejectTitleMany', values),
      text: this.say('rejectText'),
      act: this.say('rejectAct'),
      isDangerous: true,
    });
    if (reason !== null) {
      await this.decide(rows, 'reject', (chosen) => this.kind().reject(chosen, reason));
    }
  }

  protected whyOf({ why }: Refused<Row>): string {
    return typeof why === 'string' ? why : this.errorText.of(why);
  }

  protected note(row: Row, reason: string): void {
    this.reasons.set(row.id, reason);
    this.lacksReason.set('');
  }

  protected say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.approvals.${this.kind().words}.${key}`, values);
  }

  /** For presses of the mouse: the row under it may have moved up a moment ago. */
  protected press(act: () => Promise<void>): void {
    if (Date.now() - this.decidedAt > SETTLE_MS) {
      void act();
    }
  }

  private toggleCurrent(): void {
    const row = this.current();
    if (row !== null && !this.list().gone().has(row.id)) {
      this.choice.set(row.id, !this.choice.has(row.id));
    }
  }

  private focusReason(): void {
    this.host.nativeElement.querySelector<HTMLTextAreaElement>('.inbox-reason textarea')?.focus();
  }

  private async decide(
    rows: readonly Row[],
    act: Act,
    run: (rows: readonly Row[]) => Promise<Outcome<Row>>,
  ): Promise<void> {
    if (this.isBusy()) {
      return;
    }
    // What was pressed is gone afterwards, or belongs to another row.
    const hadFocus = this.host.nativeElement.contains(document.activeElement);
    this.isBusy.set(true);
    try {
      const { done, refused } = await run(rows);
      this.refused.set(refused);
      this.isSheetOpen.set(false);
      done.forEach(({ id }) => {
        this.choice.set(id, false);
        this.list().remove(id);
      });
      const [first] = done;
      if (first !== undefined) {
        const word = act === 'approve' ? 'approved' : 'rejected';
        const values = { name: this.kind().nameOf(first), count: done.length };
        this.snackbar.show(this.say(done.length === 1 ? word : `${word}Many`, values));
      }
    } finally {
      this.isBusy.set(false);
      this.decidedAt = Date.now();
    }
    void this.kind().load();
    if (hadFocus) {
      // After the rows were drawn anew.
      setTimeout(() => this.move(0));
    }
  }
}
