import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { PeopleQueries, type FoundPersonRow } from '../persistence/people.queries.js';

export type { FoundPersonRow } from '../persistence/people.queries.js';

/** Enough for a picker; who is not among them is found by typing more. */
const LIMIT = 20;

export interface FindPeopleQuery {
  readonly text: string;
  readonly isAssignable: boolean;
}

/** People to put on a ticket; the route is for staff. */
@Injectable()
export class FindPeople {
  constructor(private readonly queries: PeopleQueries) {}

  async execute(_call: PersonCall, { text, isAssignable }: FindPeopleQuery): Promise<FoundPersonRow[]> {
    return this.queries.find(text, isAssignable, LIMIT);
  }
}
