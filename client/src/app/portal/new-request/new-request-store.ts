import { computed, effect, inject, Injectable } from '@angular/core';
import { Loaded } from '../../api/loaded';
import { TicketsApi } from '../../api/tickets-api';
import type { TicketDto } from '../../api/types';
import { RequestDraft } from './request-draft';

export type RequestField = 'category' | 'subject' | 'description' | 'onBehalfOf' | 'files';

/** Of the subject: less says nothing. */
const TELLING = 4;
const PAUSE_MS = 400;
/** More of the text is not looked at by the server. */
const READ = 2_000;

/** The one request that is being written on this device. */
@Injectable()
export class NewRequestStore {
  private readonly api = inject(TicketsApi);

  private readonly like = new Loaded(() => this.api.similarTo(this.about().subject, this.about().text));
  private readonly about = computed(
    () => {
      const { subject, description } = this.outgoing.fields();
      return { subject: subject.trim(), text: description.slice(0, READ) };
    },
    { equal: (a, b) => a.subject === b.subject && a.text === b.text },
  );

  readonly categories = new Loaded(() => this.api.categories());
  readonly outgoing = inject(RequestDraft).current();
  /** Requests like the one that is being written; none while too little is. */
  readonly similar = computed(() => (this.about().subject.length < TELLING ? [] : (this.like.value()?.items ?? [])));
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
    effect((onCleanup) => {
      if (this.about().subject.length >= TELLING) {
        // Help that fails is no failure of the form.
        const timer = setTimeout(() => void this.like.refresh(), PAUSE_MS);
        onCleanup(() => clearTimeout(timer));
      }
    });
  }

  /** Null when it was refused or did not arrive; the draft is kept then. */
  async send(): Promise<TicketDto | null> {
    return this.outgoing.send(({ category, subject, description, confidential, onBehalfOf }, options) =>
      this.api.create(
        {
          category,
          subject,
          description,
          ...(confidential ? { confidential } : {}),
          ...(onBehalfOf === '' ? {} : { onBehalfOf }),
        },
        options,
      ),
    );
  }
}
