import { Component, computed, inject, input, output, signal } from '@angular/core';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { CommentDto, PersonDto, TicketDto, TimelineItemDto } from '../../api/types';
import { AttachmentList } from '../../files/attachment-list';
import { MessageText } from '../../files/message-text';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { groupTimeline } from '../timeline-groups';
import { EventSentences } from './event-sentences';
import type { EventWords } from './event-words';

/** Replies, notes and events in one order; runs of events are folded. */
@Component({
  selector: 'ss-ticket-timeline',
  imports: [AttachmentList, Avatar, Icon, MessageText, Time, TranslocoDirective],
  templateUrl: './ticket-timeline.html',
  styleUrl: './ticket-timeline.css',
})
export class TicketTimeline {
  readonly ticket = input.required<TicketDto>();
  readonly items = input.required<readonly TimelineItemDto[]>();
  /** The first group that came after the reader last looked; null when nothing did. */
  readonly firstNew = input<string | null>(null);
  /** A file was taken away. */
  readonly changed = output();

  private readonly i18n = inject(TranslocoService);
  private readonly sentences = inject(EventSentences);
  private readonly unfolded = signal<ReadonlySet<string>>(new Set());
  protected readonly groups = computed(() => groupTimeline(this.items()));
  /** Files that came with the description or were added without a message. */
  protected readonly ownFiles = computed(() => {
    const ofComments = new Set(
      this.items()
        .flatMap(({ comment }) => comment?.attachments ?? [])
        .map(({ id }) => id),
    );
    return this.ticket().attachments.filter(({ id }) => !ofComments.has(id));
  });

  protected isUnfolded(id: string): boolean {
    return this.unfolded().has(id);
  }

  protected fold(id: string): void {
    this.unfolded.update((before) =>
      before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
    );
  }

  protected words(item: TimelineItemDto): EventWords {
    return this.sentences.words(item);
  }

  /** The first two of a run, as its heading. */
  protected summary(items: readonly TimelineItemDto[]): string {
    return items
      .slice(0, 2)
      .map((item) => this.sentences.sentence(item))
      .join(', ');
  }

  protected actorName(item: TimelineItemDto): string {
    return item.actor?.name ?? this.i18n.translate<string>(`tickets.program.${item.actorKind}`);
  }

  protected authorName({ author, authorKind }: CommentDto): string {
    return author?.name ?? this.i18n.translate<string>(`tickets.program.${authorKind}`);
  }

  protected isRequester(person: PersonDto | null): boolean {
    return person !== null && person.id === this.ticket().requester?.id;
  }
}
