import { Injectable } from '@nestjs/common';
import { UsersFacade, type PersonFacts } from '../../users/users.facade.js';
import type { ChoosableKey } from '../domain/notification-kinds.js';
import { NotificationChoicesRepository } from '../persistence/notification-choices.repository.js';

/** Somebody who would be told, and by which kind of mail. */
export interface Candidate {
  readonly personId: string;
  readonly key: ChoosableKey;
}

/** Who was left out, and why; kept as the task's result, so that "why no mail" has an answer. */
export interface LeftOut {
  readonly personId: string;
  /** `choice`: the person does not want such mails. `account`: the account is not open. */
  readonly why: 'choice' | 'account';
}

export interface Audience {
  readonly people: ReadonlyMap<string, PersonFacts>;
  readonly left: readonly LeftOut[];
}

/** Of those who would be told: who has an open account and wants it. Asked at the moment of composing. */
@Injectable()
export class ReadAudience {
  constructor(
    private readonly users: UsersFacade,
    private readonly choices: NotificationChoicesRepository,
  ) {}

  async execute(candidates: readonly Candidate[]): Promise<Audience> {
    const open = await this.users.approvedAmong(candidates.map(({ personId }) => personId));
    const openIds = new Set(open.map(({ id }) => id));
    const declined = await this.declined(candidates);
    const left = candidates.flatMap(({ personId }): LeftOut[] => {
      if (!openIds.has(personId)) {
        return [{ personId, why: 'account' }];
      }
      return declined.has(personId) ? [{ personId, why: 'choice' }] : [];
    });
    return { people: new Map(open.filter(({ id }) => !declined.has(id)).map((person) => [person.id, person])), left };
  }

  /** One statement for each kind; an event has two at most. */
  private async declined(candidates: readonly Candidate[]): Promise<ReadonlySet<string>> {
    const keys = [...new Set(candidates.map(({ key }) => key))];
    const found = await Promise.all(
      keys.map(async (key) => {
        const ids = candidates.filter((candidate) => candidate.key === key).map(({ personId }) => personId);
        return this.choices.declinedAmong(ids, key);
      }),
    );
    return new Set(found.flatMap((ids) => [...ids]));
  }
}
