import { computed, inject, Injectable } from '@angular/core';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketDto } from '../../api/types';
import { Outgoing } from '../../files/outgoing';
import { Drafts } from '../../session/drafts';

const EMPTY = { category: '', subject: '', description: '', confidential: false };
export type RequestField = 'category' | 'subject' | 'description' | 'files';

/** The one request that is being written on this device. */
@Injectable()
export class NewRequestStore {
  private readonly api = inject(TicketsApi);

  readonly categories = new Loaded(() => this.api.categories());
  readonly outgoing = new Outgoing<typeof EMPTY>(inject(Drafts), 'new-request', EMPTY);
  /** First message of the server for each field it named. */
  readonly refusals = computed<Partial<Record<string, string>>>(() => {
    const error = this.outgoing.error();
    return error?.status !== 400
      ? {}
      : Object.fromEntries(Object.entries(error.details).map(([field, [message]]) => [field, message]));
  });
  /** A failure that belongs to no field. */
  readonly failure = computed(() => (Object.keys(this.refusals()).length === 0 ? this.outgoing.error() : null));

  constructor() {
    void this.categories.load();
  }

  /** Null when it was refused or did not arrive; the draft is kept then. */
  async send(): Promise<TicketDto | null> {
    return this.outgoing.send(({ confidential, ...texts }, options) =>
      this.api.create({ ...texts, ...(confidential ? { confidential } : {}) }, options),
    );
  }
}
