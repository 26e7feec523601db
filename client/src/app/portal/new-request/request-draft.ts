import { inject, Injectable, untracked } from '@angular/core';
import { Message } from '../../files/message';
import { UploadQueue } from '../../files/uploads/upload-queue';
import { Drafts } from '../../session/drafts';
import { Session } from '../../session/session';

const NAME = 'new-request';
const EMPTY = { category: '', subject: '', description: '', confidential: false, onBehalfOf: '', onBehalfName: '' };

/** The one request that is being written on this device. It outlives the page, so that its files go on arriving. */
@Injectable({ providedIn: 'root' })
export class RequestDraft {
  private readonly drafts = inject(Drafts);
  private readonly session = inject(Session);
  private readonly queue = inject(UploadQueue);
  private kept: { readonly owner: string; readonly message: Message<typeof EMPTY> } | null = null;

  constructor() {
    this.drafts.follow((name) => {
      if (name === NAME) {
        this.kept?.message.follow(this.drafts.read(name));
      }
    });
  }

  current(): Message<typeof EMPTY> {
    const owner = untracked(() => this.session.user()?.id ?? '');
    if (this.kept?.owner !== owner) {
      this.kept = { owner, message: new Message(this.drafts, this.queue, NAME, EMPTY, 'description') };
    }
    return this.kept.message;
  }
}
