import { computed, DestroyRef, inject, Injectable, Injector, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { TicketsApi } from '../../api/tickets-api';
import type { FoundPersonDto, TicketListItemDto, TicketStatus } from '../../api/types';
import { Recents } from '../../session/recents';
import { Session } from '../../session/session';
import type { IconName } from '../../ui/icon/icon-paths';
import { type Command, Commands } from '../../ui/keys/commands';
import { Look, type Theme } from '../../ui/look/look';
import { Navigation, type NavigationItem } from '../navigation';
import { namedBy } from './matching';
import { TicketViews } from '../views/ticket-views';

export interface Option {
  readonly id: string;
  readonly label: string;
  /** Beside it, in second text: a number, a department. */
  readonly hint?: string;
  readonly key?: string;
  /** What stands before it: one of the three. */
  readonly icon?: IconName;
  readonly status?: TicketStatus;
  readonly person?: { readonly name: string; readonly avatarUrl: string | null };
  readonly run: () => unknown;
}

export interface Group {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
}

/** What the desk answered for a text. */
interface Found {
  readonly commands: readonly Command[];
  readonly tickets: readonly TicketListItemDto[];
  readonly people: readonly FoundPersonDto[];
}

const NOTHING: Found = { commands: [], tickets: [], people: [] };
/** Long enough that a word is typed, short enough to feel at once. */
const PAUSE_MS = 150;
/** A single letter finds half the desk. */
const LEAST = 2;
const MOST = 6;
/** Commands that are shown before anything is typed. */
const FIRST_COMMANDS = 6;
/** A page of an account, in the order of its list. */
const ACCOUNT: readonly (readonly [string, IconName])[] = [
  ['profile', 'user'],
  ['security', 'shield'],
  ['notifications', 'bell'],
  ['tokens', 'key'],
  ['appearance', 'sun'],
];
const THEMES: readonly (readonly [Theme, IconName])[] = [
  ['light', 'sun'],
  ['dark', 'moon'],
  ['system', 'monitor'],
];

/** What can be reached and done from here: by the person's permissions and the open page's own offer. */
@Injectable()
export class PaletteStore {
  private readonly api = inject(TicketsApi);
  private readonly session = inject(Session);
  private readonly navigation = inject(Navigation);
  private readonly recents = inject(Recents);
  private readonly offer = inject(Commands).current;
  private readonly look = inject(Look);
  private readonly i18n = inject(TranslocoService);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly answer = signal<Found>(NOTHING);
  private readonly typed = signal('');
  private readonly searching = signal(false);
  private readonly failed = signal(false);
  private readonly isStaff = this.session.can('ticket:work');
  private readonly views = this.isStaff ? inject(TicketViews) : null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  readonly text = this.typed.asReadonly();
  readonly isSearching = this.searching.asReadonly();
  readonly hasFailed = this.failed.asReadonly();
  readonly groups = computed<readonly Group[]>(() =>
    [
      this.ofPage(),
      this.recent(),
      this.tickets(),
      this.people(),
      this.ofViews(),
      this.pages(),
      this.desk(),
      this.newRequest(),
    ].filter(({ options }) => options.length > 0),
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      clearTimeout(this.timer);
      this.turn += 1;
    });
  }

  type(text: string): void {
    this.typed.set(text.trim());
    clearTimeout(this.timer);
    this.turn += 1;
    this.failed.set(false);
    const isLongEnough = this.typed().length >= LEAST;
    this.searching.set(isLongEnough);
    if (isLongEnough) {
      this.timer = setTimeout(() => void this.search(), PAUSE_MS);
    } else {
      this.answer.set(NOTHING);
    }
  }

  private async search(): Promise<void> {
    const turn = this.turn;
    const q = this.typed();
    const [tickets, people, commands] = await Promise.allSettled([
      this.api.list({ q, limit: MOST }),
      this.session.can('people:find') ? this.api.people(q) : { items: [] },
      this.offer()?.search?.(q) ?? [],
    ]);
    if (turn !== this.turn) {
      return;
    }
    this.answer.set({
      tickets: tickets.status === 'fulfilled' ? tickets.value.items : [],
      people: people.status === 'fulfilled' ? people.value.items.slice(0, MOST) : [],
      commands: commands.status === 'fulfilled' ? commands.value : [],
    });
    this.failed.set([tickets, people, commands].some(({ status }) => status === 'rejected'));
    this.searching.set(false);
  }

  private ofPage(): Group {
    const offer = this.offer();
    const own = offer === null ? [] : this.named(offer.commands().map(optionOf));
    const options = [...own, ...this.answer().commands.map(optionOf)];
    return this.group('subject', this.typed() === '' ? options.slice(0, FIRST_COMMANDS) : options.slice(0, MOST), {
      subject: offer?.subject() ?? '',
    });
  }

  private recent(): Group {
    const items = this.typed() === '' ? this.recents.items() : [];
    return this.group(
      'recent',
      // The one that is open is not gone to.
      items.filter(({ number }) => !this.router.url.includes(number)).map((item) => this.ticketOption(item)),
    );
  }

  private tickets(): Group {
    return this.group(
      this.isStaff ? 'tickets' : 'requests',
      this.answer().tickets.map((ticket) => this.ticketOption(ticket)),
    );
  }

  private ticketOption({ number, subject, status }: Pick<TicketListItemDto, 'number' | 'subject' | 'status'>): Option {
    const page = this.isStaff ? '/tickets' : '/requests';
    return { id: number, label: subject, hint: number, status, run: () => this.router.navigate([page, number]) };
  }

  private people(): Group {
    return this.group(
      'people',
      this.answer().people.map((person) => ({
        id: person.id,
        label: person.name,
        hint: person.department ?? '',
        person,
        run: () =>
          this.session.can('user:manage')
            ? this.router.navigate(['/admin/people', person.id])
            : this.router.navigate(['/tickets'], { queryParams: { requester: person.id } }),
      })),
    );
  }

  private ofViews(): Group {
    const { views } = this;
    const options = (views?.all() ?? []).map((view): Option => ({
      id: view.key,
      label: views?.nameOf(view) ?? view.name,
      icon: 'filter',
      run: () => this.router.navigate(['/tickets'], { queryParams: { view: view.key } }),
    }));
    return this.group('views', this.typed() === '' ? options.slice(0, MOST) : this.named(options));
  }

  private pages(): Group {
    const items = this.isStaff ? this.navigation.staff().flatMap((group) => group.items) : this.navigation.employee();
    const account = ACCOUNT.map(([key, icon]) => ({
      id: `account-${key}`,
      label: this.say(`palette.page.${key}`),
      icon,
      run: () => this.router.navigate(['/account', key]),
    }));
    const main = items.map((item) => this.pageOption(item));
    return this.group(
      'pages',
      this.typed() === '' ? main.slice(0, MOST) : this.named([...main, ...account]).slice(0, MOST),
    );
  }

  private pageOption({ label, icon, link }: NavigationItem): Option {
    return {
      id: label,
      label: this.say(label),
      icon,
      run: () => this.router.navigate([link]),
    };
  }

  private desk(): Group {
    const keys: Option = {
      id: 'keys',
      label: this.say('palette.desk.keys'),
      icon: 'help',
      key: 'Shift+?',
      run: async () => {
        const { openHelp } = await import('../keys/help-dialog');
        await openHelp(this.injector);
      },
    };
    const themes = THEMES.map(([theme, icon]) => ({
      id: `look-${theme}`,
      label: this.say(`palette.desk.${theme}`),
      icon,
      run: () => this.look.choose({ theme }),
    }));
    return this.group('desk', this.typed() === '' ? [keys] : this.named([keys, ...themes]));
  }

  /** The last way, so that nobody ends at nothing. */
  private newRequest(): Group {
    const text = this.typed();
    const isOffered = text.length >= LEAST && !this.searching() && this.session.can('ticket:create');
    return this.group(
      'new',
      isOffered
        ? [
            {
              id: 'new-request',
              label: this.say('palette.newWithText', { text }),
              icon: 'plus',
              run: () => this.router.navigate(['/requests/new'], { queryParams: { subject: text } }),
            },
          ]
        : [],
    );
  }

  private group(id: string, options: readonly Option[], values: Record<string, string> = {}): Group {
    return {
      id,
      label: this.say(`palette.group.${id}`, values),
      options: options.map((option) => ({ ...option, id: `${id}-${option.id}`.replace(/\s/g, '-') })),
    };
  }

  private named(options: readonly Option[]): Option[] {
    return namedBy(options, ({ label }) => label, this.typed());
  }

  private say(key: string, values: Record<string, string> = {}): string {
    return this.i18n.translate<string>(key, values);
  }
}

function optionOf({ id, label, icon, status, key, run }: Command): Option {
  return {
    id,
    label,
    icon,
    run,
    ...(key === undefined ? {} : { key }),
    ...(status === undefined ? {} : { status }),
  };
}
