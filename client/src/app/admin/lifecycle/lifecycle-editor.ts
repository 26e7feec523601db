import {
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  type OnInit,
  output,
  runInInjectionContext,
  signal,
  untracked,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { LifecycleDto, TicketStatus } from '../../api/types';
import { ServerWords } from '../../i18n/server-words';
import { Dialogs } from '../../ui/dialog/dialogs';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Snackbar } from '../../ui/feedback/snackbar';
import { ConflictChoice, type ConflictField } from '../../ui/forms/conflict-choice';
import { type Draft, keepDraft } from '../../ui/forms/draft';
import { Icon } from '../../ui/icon/icon';
import { Sheet } from '../../ui/sheet/sheet';
import { StatusGlyph } from '../../ui/status/status-glyph';
import { Time } from '../../ui/time/time';
import { LifecycleApi } from './lifecycle-api';
import { LifecycleDiagram } from './lifecycle-diagram';
import { LifecycleForm } from './lifecycle-form';
import { fieldsOf, type Line, lineKey, lineOf, nameKey, requesterNameKey } from './lifecycle-lines';
import { LifecycleWords } from './lifecycle-words';
import { LineEditor } from './line-editor';

/** Rests a moment after the last key before it is asked what would be wrong. */
const CHECK_AFTER_MS = 250;
/** Longest name of a status. */
const NAME_LIMIT = 40;
const EMPTY = {
  version: 0,
  statuses: [],
  transitions: [],
  autoCloseDays: 0,
  problems: [],
  updatedAt: '',
  updatedBy: null,
};

/** Diagram, words and transitions of one lifecycle, and what is changed about them until it is saved. */
@Component({
  selector: 'ss-lifecycle-editor',
  imports: [
    ConflictChoice,
    Icon,
    InPlaceError,
    LifecycleDiagram,
    LineEditor,
    MatButton,
    MatIconButton,
    Notice,
    Sheet,
    StatusGlyph,
    Time,
    TranslocoDirective,
  ],
  templateUrl: './lifecycle-editor.html',
  styleUrl: './lifecycle-editor.css',
})
export class LifecycleEditor implements OnInit {
  readonly lifecycle = input.required<LifecycleDto>();
  readonly saved = output<LifecycleDto>();

  private readonly api = inject(LifecycleApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly injector = inject(Injector);
  private readonly server = inject(ServerWords);
  protected readonly words = inject(LifecycleWords);
  private draft: Draft | null = null;

  protected readonly nameLimit = NAME_LIMIT;
  protected readonly nameKey = nameKey;
  protected readonly requesterNameKey = requesterNameKey;
  protected form = new LifecycleForm(this.api, EMPTY);
  /** The transition in the sheet: null a new one, undefined none. */
  protected readonly edited = signal<Line | null | undefined>(undefined);

  /** As they are called here now; a name that nobody chose is in the language of the page. */
  protected readonly statuses = computed(() =>
    this.lifecycle().statuses.map((status) => ({
      ...status,
      name: this.server.status(this.form.nameOf(status.key)),
      requesterName: this.server.status(this.form.fields()[requesterNameKey(status.key)]?.trim() ?? ''),
    })),
  );
  protected readonly groups = computed(() =>
    this.statuses()
      .map((status) => ({ status, rows: this.rowsOf(status.key) }))
      .filter(({ rows }) => rows.length > 0),
  );

  ngOnInit(): void {
    this.form = new LifecycleForm(this.api, this.lifecycle());
    runInInjectionContext(this.injector, () => {
      this.draft = keepDraft('lifecycle', this.form.fields, [], this.form.base);
      effect(() => {
        const lifecycle = this.lifecycle();
        untracked(() => {
          this.form.refresh(lifecycle);
        });
      });
      effect((onCleanup) => {
        this.form.fields();
        const timer = setTimeout(() => void this.form.check(), CHECK_AFTER_MS);
        onCleanup(() => {
          clearTimeout(timer);
        });
      });
    });
  }

  protected nameOf(status: TicketStatus): string {
    return this.server.status(this.form.nameOf(status));
  }

  protected isReopening({ from, to }: Line): boolean {
    const categoryOf = (status: TicketStatus) => this.lifecycle().statuses.find(({ key }) => key === status)?.category;
    const hasEnded = (status: TicketStatus): boolean => ['resolved', 'closed'].includes(categoryOf(status) ?? '');
    return hasEnded(from) && !hasEnded(to);
  }

  protected isChanged({ from, to }: Line): boolean {
    return this.form.changes().includes(lineKey(from, to));
  }

  protected isRemovable(line: Line | null | undefined): boolean {
    const known = this.lifecycle().transitions.find(({ from, to }) => from === line?.from && to === line.to);
    return known?.isRemovable ?? true;
  }

  protected put(line: Line): void {
    this.form.put(line);
    this.edited.set(undefined);
  }

  protected remove(line: Line): void {
    this.form.remove(line);
    this.edited.set(undefined);
  }

  /** Its transitions, and those that are only taken out until somebody saves. */
  private rowsOf(from: TicketStatus): readonly (Line & { readonly isRemoved: boolean })[] {
    const [fields, base] = [this.form.fields(), this.form.base()];
    return this.form.keys().flatMap((to) => {
      const line = lineOf(fields, from, to);
      const shown = line ?? lineOf(base, from, to);
      return shown === null ? [] : [{ ...shown, isRemoved: line === null }];
    });
  }

  protected titleOf(line: Line | null): string {
    return line === null
      ? this.words.say('add')
      : this.words.say('arrow', { from: this.nameOf(line.from), to: this.nameOf(line.to) });
  }

  protected choicesOf(lifecycle: LifecycleDto, keys: readonly string[]): ConflictField[] {
    const theirs = fieldsOf(lifecycle);
    const mine = this.form.fields();
    return keys.map((key) => {
      const [kind = '', status = ''] = key.split(':');
      const [from, to] = key.split('>') as [TicketStatus, TicketStatus];
      return key.includes('>')
        ? {
            key,
            label: this.words.say('arrow', { from: this.nameOf(from), to: this.nameOf(to) }),
            theirs: this.words.line(lineOf(theirs, from, to)),
            mine: this.words.line(lineOf(mine, from, to)),
          }
        : {
            key,
            label: `${status}: ${this.words.say(kind)}`,
            theirs: theirs[key] ?? '',
            mine: mine[key] ?? '',
          };
    });
  }

  protected discard(): void {
    this.form.discard();
    this.draft?.clear();
  }

  protected save(): Promise<void> {
    return this.tell(this.form.save());
  }

  protected settle(theirs: readonly string[]): Promise<void> {
    return this.tell(this.form.settle(theirs));
  }

  protected async reset(): Promise<void> {
    const isDone = await this.dialogs.confirm({
      title: this.words.say('resetTitle'),
      text: this.words.say('resetText'),
      act: this.words.say('resetAct'),
      isDangerous: true,
      run: () => this.form.reset(),
    });
    if (isDone) {
      this.draft?.clear();
      this.saved.emit(this.form.lifecycle());
      this.snackbar.show(this.words.say('resetDone'));
    }
  }

  private async tell(saving: Promise<boolean>): Promise<void> {
    if (await saving) {
      this.draft?.clear();
      this.saved.emit(this.form.lifecycle());
      this.snackbar.show(this.words.say('savedNow'));
    }
  }
}
