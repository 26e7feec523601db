import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { PersonDto, TicketAction } from '../../../api/types';
import { ServerWords } from '../../../i18n/server-words';
import { Session } from '../../../session/session';
import { Dialogs } from '../../../ui/dialog/dialogs';
import { InPlaceError } from '../../../ui/feedback/in-place-error';
import { Icon } from '../../../ui/icon/icon';
import { Menu } from '../../../ui/menu/menu';
import { MenuItem } from '../../../ui/menu/menu-item';
import { Chosen } from '../list/chosen';
import type { BulkKind } from './bulk-dialog';
import { BulkStore, type Refused } from './bulk-store';

/** Acts that are offered when at least one of the chosen tickets allows them. */
const MAIN: readonly BulkKind[] = ['assign', 'change_status', 'set_priority'];
const MORE: readonly BulkKind[] = ['set_team', 'tags', 'reopen'];
const ASKS: Readonly<Record<BulkKind | 'claim' | 'close', TicketAction>> = {
  assign: 'assign',
  set_team: 'set_team',
  set_priority: 'set_priority',
  change_status: 'change_status',
  tags: 'set_tags',
  reopen: 'reopen',
  claim: 'claim',
  close: 'close',
};

/** Over the list's foot: how many are chosen, what can be done with them, and which the server refused and why. */
@Component({
  selector: 'ss-bulk-bar',
  imports: [Icon, InPlaceError, Menu, MenuItem, TranslocoDirective],
  templateUrl: './bulk-bar.html',
  styleUrl: './bulk-bar.css',
  host: { '(keydown.escape)': 'left.emit()' },
})
export class BulkBar {
  /** The keyboard goes back to the rows. */
  readonly left = output();

  protected readonly chosen = inject(Chosen);
  protected readonly bulk = inject(BulkStore);
  private readonly session = inject(Session);
  private readonly dialogs = inject(Dialogs);
  private readonly words = inject(ServerWords);
  private readonly i18n = inject(TranslocoService);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly allowed = computed(
    () => new Set(this.chosen.items().flatMap(({ allowedActions }) => allowedActions)),
  );
  protected readonly canClaim = computed(() => this.allowed().has(ASKS.claim));
  protected readonly canClose = computed(() => this.allowed().has(ASKS.close));
  protected readonly main = computed(() => MAIN.filter((kind) => this.allowed().has(ASKS[kind])));
  protected readonly more = computed(() => MORE.filter((kind) => this.allowed().has(ASKS[kind])));

  private readonly told = viewChild<ElementRef<HTMLElement>>('told');

  constructor() {
    // The bar goes with the last of the chosen: whoever stands in it goes back to the rows.
    effect(() => {
      if (this.chosen.count() === 0 && this.hasFocus()) {
        this.left.emit();
      }
    });
    // What was refused is read before it is acted on, and when that is over the bar is still there.
    effect(() => {
      const hasOutcome = this.bulk.outcome() !== null;
      untracked(() => {
        if (this.hasFocus()) {
          afterNextRender(() => (hasOutcome ? this.told()?.nativeElement.focus() : this.focus()), {
            injector: this.injector,
          });
        }
      });
    });
  }

  /** From the rows, by a key. */
  focus(): void {
    this.host.nativeElement.querySelector<HTMLElement>('.bar button')?.focus();
  }

  protected claim(): void {
    void this.bulk.run({ action: 'claim' }, { me: this.me() });
  }

  protected async close(): Promise<void> {
    const count = this.chosen.count();
    const isSure = await this.dialogs.confirm({
      title: this.say('title.close'),
      text: this.say('closeText', { count }),
      act: this.say(count === 1 ? 'actOne' : 'act', { count }),
    });
    if (isSure) {
      await this.bulk.run({ action: 'close' }, { me: this.me() });
    }
  }

  protected async ask(kind: BulkKind): Promise<void> {
    const { openBulk } = await import('./bulk-dialog');
    const statuses = [...new Set(this.chosen.items().map(({ status }) => status))];
    const choice = await openBulk(this.injector, { kind, count: this.chosen.count(), statuses });
    if (choice !== null) {
      await this.bulk.run(choice.change, { me: this.me(), ...choice.named });
    }
  }

  protected why({ result }: Refused): string {
    return this.words.of(`errors.${result.code ?? ''}`, result.error ?? '');
  }

  private hasFocus(): boolean {
    return this.host.nativeElement.contains(document.activeElement);
  }

  private me(): PersonDto {
    const user = this.session.user();
    return {
      id: user?.id ?? '',
      companyId: user?.companyId ?? '',
      name: `${user?.firstName ?? ''} ${user?.lastName ?? ''}`.trim(),
      firstName: user?.firstName ?? '',
      lastName: user?.lastName ?? '',
      avatarUrl: user?.avatarUrl ?? null,
    };
  }

  private say(key: string, values?: Record<string, number>): string {
    return this.i18n.translate<string>(`list.bulk.${key}`, values);
  }
}
