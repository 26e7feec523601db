import { Injectable } from '@nestjs/common';
import type { Call } from '../../../kernel/call.js';
import type { Queryable } from '../../../platform/database/statement.js';
import type { Transaction } from '../../../platform/database/unit-of-work.js';
import { attachmentsIn, withAttachmentIds } from '../../../platform/text/attached-images.js';
import { renderMarkdown } from '../../../platform/text/markdown.js';
import { FilesFacade, type Attachment, type AttachmentAudience, type KeptFiles } from '../../files/files.facade.js';
import { TICKET_FILES } from './attach-files.js';

export interface GivenText {
  readonly ticketId: string;
  /** The comment it is; null for the description. */
  readonly partId: string | null;
  readonly audience: AttachmentAudience;
  /** Markdown source; `attachment:1` is the first of the files. */
  readonly body: string;
  readonly files: KeptFiles;
  /** Files that waited to be sent; `attachment:<id>` is one of them. */
  readonly uploadIds: readonly string[];
}

export interface TakenText {
  /** Markdown source that names its images by their ids. */
  readonly body: string;
  readonly bodyHtml: string;
  readonly attachments: readonly Attachment[];
}

/** A text of a ticket with the files that came with it, pasted images in their places. */
@Injectable()
export class TakeText {
  constructor(private readonly files: FilesFacade) {}

  async execute(tx: Transaction, call: Call, given: GivenText): Promise<TakenText> {
    const { ticketId, partId, audience } = given;
    const owner = { type: TICKET_FILES, id: ticketId, partId, audience };
    const came = await this.files.attach(tx, call, given.files, owner);
    const attachments = await this.files.claim(tx, call, given.uploadIds, owner, came);
    const body = withAttachmentIds(
      given.body,
      attachments.map(({ id }) => id),
    );
    return { body, bodyHtml: await this.render(tx, { ticketId, audience, body }, attachments), attachments };
  }

  /**
   * Images of the ticket itself, and of notes in notes alone; whatever else is named shows nothing. Costs a statement
   * where a text names one that did not come with it.
   */
  async render(
    from: Queryable,
    { ticketId, audience, body }: Pick<GivenText, 'ticketId' | 'audience' | 'body'>,
    fresh: readonly Attachment[] = [],
  ): Promise<string> {
    const isKnown = (id: string): boolean => fresh.some((attachment) => attachment.id === id);
    const older = attachmentsIn(body).every(isKnown)
      ? []
      : await this.files.of(from, TICKET_FILES, ticketId, audience === 'staff' ? ['everyone', 'staff'] : ['everyone']);
    const images = [...fresh, ...older].filter(({ contentType }) => contentType.startsWith('image/'));
    return renderMarkdown(body, new Set(images.map(({ id }) => id)));
  }
}
