import {
  Component,
  computed,
  effect,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import { TicketsApi, type CommentVisibility } from '../../api/tickets-api';
import type { ChangeStatusDto, ReceiverDto, TicketDto } from '../../api/types';
import { ChosenFileList } from '../../files/chosen-file-list';
import { FileDrop } from '../../files/file-drop';
import { FilePicker } from '../../files/file-picker';
import type { Message } from '../../files/message';
import { ServerWords } from '../../i18n/server-words';
import { Session } from '../../session/session';
import { SharedDrafts } from '../../session/shared-drafts';
import { Editor, type EditorSources } from '../../ui/editor/editor';
import { ErrorText } from '../../ui/feedback/error-text';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { gistOf, previewOf } from './reply-preview';
import { SendMenu, type SendAct } from './send-menu';
import { TicketChanges } from './ticket-changes';
import { TicketStore } from './ticket-store';

const MENTION = /\]\(mention:([0-9a-f-]{36})\)/g;
/** More are counted, and named when asked. */
const NAMED = 4;
const PREVIEW = 90;

/** Reply or internal note, said so in words, colour and on the button; both texts are kept. */
@Component({
  selector: 'ss-composer',
  imports: [Avatar, ChosenFileList, Editor, FileDrop, FilePicker, Icon, MatButton, SendMenu, Time, TranslocoDirective],
  templateUrl: './composer.html',
  styleUrl: './composer.css',
})
export class Composer {
  readonly ticket = input.required<TicketDto>();
  /** The text rests, and letters act again. */
  readonly left = output();

  protected readonly store = inject(TicketStore);
  private readonly changes = inject(TicketChanges);
  private readonly session = inject(Session);
  private readonly api = inject(TicketsApi);
  private readonly drafts = inject(SharedDrafts);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly serverWords = inject(ServerWords);
  private readonly i18n = inject(TranslocoService);
  private readonly injector = inject(Injector);
  protected readonly editor = viewChild(Editor);
  private readonly chosen = signal<CommentVisibility>('public');
  private readonly isBlank = signal(false);
  protected readonly areAllNamed = signal(false);
  /** Stays so until it is left by key: what is pressed beside it must not move away under the press. */
  protected readonly isOpen = linkedSignal({ source: () => this.ticket().id, computation: () => false });
  protected readonly kinds: readonly CommentVisibility[] = ['public', 'internal'];
  /** A tab that is not allowed is not there, but for what stands in it already. */
  protected readonly kind = computed<CommentVisibility>(() =>
    this.isShown(this.chosen()) ? this.chosen() : this.chosen() === 'public' ? 'internal' : 'public',
  );
  protected readonly message = computed<Message>(() =>
    this.kind() === 'public' ? this.store.reply() : this.store.note(),
  );
  /** The same again and again, so that the field is made anew for another text: its undoing must not bring this one. */
  protected readonly messages = computed(() => [this.message()]);
  private readonly mentioned = computed(
    () => [...new Set([...this.message().fields().text.matchAll(MENTION)].map(([, id = '']) => id))].toSorted(),
    { equal: (left, right) => left.join() === right.join() },
  );
  private readonly asked = new Loaded(() => this.api.receivers(this.ticket().number, this.kind(), this.mentioned()));
  /** Who gets it. Until the server has said so: those who are on the ticket. */
  protected readonly receivers = computed<readonly ReceiverDto[]>(() => this.asked.value()?.people ?? this.likely());
  protected readonly named = computed(() => (this.areAllNamed() ? this.receivers() : this.receivers().slice(0, NAMED)));
  protected readonly other = computed(() => this.drafts.offered().get(this.draftName()) ?? null);
  protected readonly sources = computed<EditorSources>(() => {
    const message = this.message();
    const { number } = this.ticket();
    return {
      pictureUrl: (src) => message.pictureUrl(src),
      people: async (q) =>
        (await this.api.assignable(q)).items.slice(0, 8).map(({ id, name, department, avatarUrl }) => ({
          id,
          name,
          detail: department ?? '',
          picture: avatarUrl,
          preview: '',
        })),
      replies: async (q) =>
        (await this.api.savedReplies(q)).items.slice(0, 12).map(({ id, name, body, shortcut }) => {
          const preview = previewOf(body, this.words());
          const detail = `${shortcut === null ? '' : `/${shortcut} · `}${gistOf(preview).slice(0, PREVIEW)}`;
          return { id, name, detail, picture: null, preview };
        }),
      fill: async (id) => (await this.api.fillReply(id, number)).body,
    };
  });
  protected readonly problem = computed(() => {
    if (!this.isAllowed(this.kind())) {
      const status = this.serverWords.status(this.ticket().statusLabel);
      return this.i18n.translate<string>('tickets.compose.over', { status });
    }
    if (this.isBlank()) {
      return this.i18n.translate<string>('tickets.compose.blank');
    }
    const files = this.message().filesProblem();
    if (files !== null) {
      return this.i18n.translate<string>(files);
    }
    const error = this.message().error();
    if (error === null) {
      return '';
    }
    const said = error.details['body']?.[0] ?? this.errorText.of(error);
    return this.i18n.translate<string>('tickets.compose.failed', { reason: said });
  });

  /** On a telephone it then takes one line until somebody writes. */
  protected readonly isEmpty = computed(() => {
    const message = this.message();
    return message.fields().text === '' && message.files.isEmpty() && this.problem() === '' && this.other() === null;
  });

  constructor() {
    // Watchers come and go, and a name in the text brings somebody in.
    effect((onCleanup) => {
      onCleanup(this.message().whenPictures(() => this.editor()?.refreshPictures()));
    });
    effect(() => {
      const { version, watchers } = this.ticket();
      this.kind();
      this.mentioned();
      untracked(() => void (version + watchers.length > 0 ? this.asked.refresh() : null));
    });
  }

  /** Chooses the tab and puts the cursor into the text. */
  write(kind: CommentVisibility): void {
    this.choose(kind);
    // The field of the other tab is there after the next turn.
    setTimeout(() => this.editor()?.focus());
  }

  protected isAllowed(kind: CommentVisibility): boolean {
    return this.store.can(kind === 'public' ? 'reply' : 'note');
  }

  /** What was written before somebody closed the ticket is not taken from under the hands. */
  protected isShown(kind: CommentVisibility): boolean {
    const message = kind === 'public' ? this.store.reply() : this.store.note();
    return this.isAllowed(kind) || message.fields().text.trim() !== '';
  }

  protected choose(kind: CommentVisibility): void {
    if (kind !== this.kind()) {
      this.asked.reset();
    }
    this.chosen.set(kind);
    this.isOpen.set(true);
    this.isBlank.set(false);
    this.areAllNamed.set(false);
  }

  protected onTabKey(event: Event, kind: CommentVisibility): void {
    const other = kind === 'public' ? 'internal' : 'public';
    if (this.isShown(other)) {
      event.preventDefault();
      this.choose(other);
      const tabs = (event.currentTarget as HTMLElement).parentElement?.querySelectorAll<HTMLElement>('[role="tab"]');
      tabs?.[this.kinds.indexOf(other)]?.focus();
    }
  }

  protected type(text: string): void {
    this.isBlank.set(false);
    this.message().type(text);
  }

  protected take(files: readonly File[]): void {
    this.message().take(files, (src, alt) => this.editor()?.insertPicture(src, alt));
  }

  /** Puts what was written elsewhere under what stands here. */
  protected takeOther(): void {
    const text = this.textOf(this.other()?.value);
    this.dismissOther();
    if (text !== '') {
      this.editor()?.focus();
      this.type([this.message().fields().text, text].filter((part) => part.trim() !== '').join('\n\n'));
    }
  }

  protected dismissOther(): void {
    this.drafts.offer(this.draftName(), null);
  }

  protected async act(act: SendAct): Promise<void> {
    if (!this.isReady()) {
      return;
    }
    if (act === 'hold') {
      const { openHold } = await import('./hold-dialog');
      await openHold(this.injector, async (hold) => {
        if (!(await this.leave({ status: 'On Hold', ...hold }))) {
          throw this.message().error() ?? new Error(this.problem());
        }
      });
      return;
    }
    if ((act === 'take' || act === 'resolve') && !(await this.isTaken(act))) {
      // Said at the head of the ticket; the text stays.
      return;
    }
    // What solved it is what the requester reads.
    const resolution = this.message().words();
    await this.leave(act === 'resolve' ? { status: 'Resolved', resolution } : undefined);
  }

  protected async send(): Promise<void> {
    if (this.isReady()) {
      await this.leave();
    }
  }

  private isReady(): boolean {
    const message = this.message();
    if (!this.isAllowed(this.kind())) {
      return false;
    }
    this.isBlank.set(message.fields().text.trim() === '' && message.files.isEmpty());
    if (this.isBlank() || message.files.hasRefused()) {
      this.editor()?.focus();
      return false;
    }
    return !message.isSending();
  }

  private async leave(then?: ChangeStatusDto): Promise<boolean> {
    const kind = this.kind();
    if ((await this.store.send(kind, then)) === null) {
      return false;
    }
    this.snackbar.show(
      this.i18n.translate<string>(kind === 'public' ? 'tickets.compose.sent' : 'tickets.compose.noted'),
    );
    return true;
  }

  /** To resolve it somebody must have it. */
  private async isTaken(act: 'take' | 'resolve'): Promise<boolean> {
    const needsOne = this.ticket().transitions.some(
      ({ to, needs }) => to === 'Resolved' && needs.includes('assignee') && this.ticket().assignee === null,
    );
    if (act === 'take' || needsOne) {
      await this.changes.take();
      return this.store.conflict() === null && this.store.changeError() === null;
    }
    return true;
  }

  /** What saved replies speak of, as far as it is at hand. */
  private words(): Record<string, string | undefined> {
    const { number, subject, statusLabel, requester } = this.ticket();
    const me = this.session.user();
    return {
      'requester.firstName': requester?.firstName,
      'requester.name': requester?.name,
      'ticket.number': number,
      'ticket.subject': subject,
      'ticket.status': statusLabel,
      'agent.firstName': me?.firstName,
      'agent.name': me === null ? undefined : `${me.firstName} ${me.lastName}`,
    };
  }

  private likely(): ReceiverDto[] {
    const { requester, watchers } = this.ticket();
    if (this.kind() === 'internal') {
      return [];
    }
    // Nobody is told of what he wrote himself.
    const me = this.session.user()?.id;
    return [
      ...(requester === null
        ? []
        : [{ person: requester, reason: 'requester' as const, isMailed: true, withheld: null }]),
      ...watchers
        .filter(({ id }) => id !== requester?.id)
        .map((person) => ({ person, reason: 'watcher' as const, isMailed: true, withheld: null })),
    ].filter(({ person }) => person.id !== me);
  }

  private draftName(): string {
    return `${this.kind() === 'public' ? 'reply' : 'note'}.${this.ticket().number}`;
  }

  private textOf(value: unknown): string {
    if (typeof value !== 'object' || value === null || !('fields' in value)) {
      return '';
    }
    const { fields } = value;
    return typeof fields === 'object' && fields !== null && 'text' in fields && typeof fields.text === 'string'
      ? fields.text
      : '';
  }
}
