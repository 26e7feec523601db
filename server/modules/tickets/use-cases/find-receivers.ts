import { Injectable } from '@nestjs/common';
import { isStaff } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { DeskRules } from '../desk-rules.js';
import type { CommentVisibility } from '../domain/comment.js';
import { effectOfRequesterReply } from '../domain/requester-reply.js';
import { STATUS_DEFINITIONS } from '../domain/ticket-status.js';
import type { Ticket } from '../domain/ticket.js';
import { MessageReceivers, type MessageToCome, type Receiver } from '../message-receivers.js';
import { FindMentioned } from './find-mentioned.js';
import { VisibleTicket } from './visible-ticket.js';

export interface Receivers {
  readonly people: readonly Receiver[];
  /** Others whose work it is: who does not find people is told that there are some, and not who. */
  readonly isForDesk: boolean;
}

/** Who will get a message, before it is written and after: the composer's answer and the mails' are one. */
@Injectable()
export class FindReceivers {
  constructor(
    private readonly visible: VisibleTicket,
    private readonly mentioned: FindMentioned,
    private readonly receivers: MessageReceivers,
    private readonly rules: DeskRules,
    private readonly clock: Clock,
  ) {}

  /** Of a message that the caller might write now; nobody where he cannot. `mentionedIds`: whom he would name. */
  async before(
    call: PersonCall,
    ref: string,
    visibility: CommentVisibility,
    mentionedIds: readonly string[],
  ): Promise<Receivers> {
    const ticket = await this.visible.permitted(call, ref, [visibility === 'internal' ? 'note' : 'reply']);
    if (visibility === 'public' && STATUS_DEFINITIONS[ticket.status].isFinal) {
      return { people: [], isForDesk: false };
    }
    const mentions = await this.mentioned.execute(ticket, visibility, mentionedIds, call.actor);
    const told = mentions.filter(({ isTold }) => isTold).map(({ personId }) => personId);
    return this.of(call, { ticket, kind: await this.kindOf(call, ticket, visibility), mentionedIds: told });
  }

  async of(call: PersonCall, message: Omit<MessageToCome, 'authorId' | 'isByStaff'>): Promise<Receivers> {
    const isByStaff = isStaff(call.actor);
    const people = await this.receivers.of({ ...message, authorId: call.actor.id, isByStaff });
    const isNamed = ({ reason }: Receiver): boolean => isByStaff || (reason !== 'team' && reason !== 'admin');
    return { people: people.filter(isNamed), isForDesk: people.some((receiver) => !isNamed(receiver)) };
  }

  private async kindOf(
    call: PersonCall,
    ticket: Ticket,
    visibility: CommentVisibility,
  ): Promise<MessageToCome['kind']> {
    const isRequesterReply = visibility === 'public' && ticket.requesterId === call.actor.id;
    return isRequesterReply &&
      effectOfRequesterReply(ticket, await this.rules.read(), this.clock.now()) === 'becomes a follow-up'
      ? 'submitted'
      : visibility;
  }
}
