import { Injectable } from '@nestjs/common';
import type { PersonSummary } from '../users/users.facade.js';

/** A message that somebody writes or has just written. */
export interface MessageToCome {
  /** As it stands, or will stand when the message is there. */
  readonly ticket: {
    readonly requesterId: string;
    readonly assigneeId: string | null;
    readonly teamId: string | null;
    readonly watcherIds: readonly string[];
  };
  readonly authorId: string;
  readonly isByStaff: boolean;
  /** `submitted`: it becomes a new ticket. */
  readonly kind: 'public' | 'internal' | 'submitted';
  /** People named in it who may see it. */
  readonly mentionedIds: readonly string[];
}

/** In what capacity somebody is told. */
export const RECEIVER_REASONS = ['mentioned', 'requester', 'watcher', 'assignee', 'team', 'admin'] as const;
export type ReceiverReason = (typeof RECEIVER_REASONS)[number];

export interface Receiver {
  readonly person: PersonSummary;
  readonly reason: ReceiverReason;
  /** Why no mail goes out all the same: he does not want such mails, or his account is not open. */
  readonly withheld: 'choice' | 'account' | null;
}

/** Says who would be told of a message: the same answer that the mails themselves are made from. */
export type TellReceivers = (message: MessageToCome) => Promise<readonly Receiver[]>;

/** Filled at start by the module that decides who is told what; without it nobody is. */
@Injectable()
export class MessageReceivers {
  private tell: TellReceivers = () => Promise.resolve([]);

  register(tell: TellReceivers): void {
    this.tell = tell;
  }

  async of(message: MessageToCome): Promise<readonly Receiver[]> {
    return this.tell(message);
  }
}
