import { Injectable, inject, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { SavedReplyDto } from '../api/types';
import { ErrorText } from '../ui/feedback/error-text';
import { Snackbar } from '../ui/feedback/snackbar';
import { RepliesApi } from './replies-api';

/** Takes a saved reply away at once, and brings it back for who thinks again. */
@Injectable({ providedIn: 'root' })
export class ReplyRemoval {
  private readonly api = inject(RepliesApi);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);

  private readonly rounds = signal(0);
  /** Grows whenever one was brought back: lists are asked for again. */
  readonly restored = this.rounds.asReadonly();

  async remove(reply: SavedReplyDto): Promise<void> {
    await this.api.remove(reply.id);
    this.snackbar.show(this.say('deleted', { name: reply.name }), {
      label: this.i18n.translate<string>('ui.undo'),
      run: () => void this.restore(reply),
    });
  }

  private async restore(reply: SavedReplyDto): Promise<void> {
    const { name, body, scope, team, category, shortcut } = reply;
    try {
      await this.api.create({ name, body, scope, teamId: team?.id ?? null, category: category?.key ?? null, shortcut });
      this.snackbar.show(this.say('restored', { name }));
      this.rounds.update((before) => before + 1);
    } catch (error) {
      // It is tried again from the same place: the text is not lost with a lost connection.
      this.snackbar.show(`${this.say('restoreFailed')}. ${this.errorText.of(error)}`, {
        label: this.i18n.translate<string>('ui.retry'),
        run: () => void this.restore(reply),
      });
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(`replies.${key}`, values);
  }
}
