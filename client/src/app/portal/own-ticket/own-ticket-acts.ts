import { inject, Injectable, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Dialogs } from '../../ui/dialog/dialogs';
import { ErrorText } from '../../ui/feedback/error-text';
import { Snackbar } from '../../ui/feedback/snackbar';
import { OwnTicketStore } from './own-ticket-store';

/** Verbs of the person who asked: each says what happens before, and what has happened after. */
@Injectable()
export class OwnTicketActs {
  private readonly store = inject(OwnTicketStore);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  private readonly router = inject(Router);
  private readonly busy = signal(false);
  private readonly failure = signal('');

  readonly isBusy = this.busy.asReadonly();
  /** Why the last one did not succeed; told beside the buttons. */
  readonly problem = this.failure.asReadonly();

  /** What stands in the reply box; a request whose time is over goes on in a new one. */
  async send(): Promise<void> {
    const followUp = (await this.store.send())?.followUp;
    if (followUp !== undefined) {
      this.snackbar.show(this.say('request.followUp', { number: followUp.number }));
      await this.router.navigate(['/requests', followUp.number]);
    }
  }

  itWorks(): Promise<void> {
    return this.run(async () => {
      await this.store.close();
      // Who pressed the wrong button takes it back; the desk is told why it is open again.
      const canReopen = this.store.can('reopen');
      this.snackbar.show(
        this.say('request.closed'),
        canReopen ? { label: this.say('ui.undo'), run: () => void this.takeBack() } : undefined,
      );
    });
  }

  async notYet(): Promise<void> {
    const isOver = this.store.ticket()?.status === 'Closed';
    const reason = await this.dialogs.askReason({
      title: this.say(isOver ? 'request.reopen.title' : 'request.notYet.title'),
      text: this.say('request.notYet.text'),
      label: this.say('request.notYet.label'),
      act: this.say('request.notYet.act'),
      run: (text) => this.store.reopen(text),
    });
    if (reason !== null) {
      this.snackbar.show(this.say('request.notYet.done'));
    }
  }

  async withdraw(): Promise<void> {
    const reason = await this.dialogs.askReason({
      title: this.say('request.withdraw.title'),
      text: this.say('request.withdraw.text'),
      label: this.say('request.withdraw.label'),
      act: this.say('request.withdraw.act'),
      isRequired: false,
      isDangerous: true,
      run: (text) => this.store.withdraw(text),
    });
    if (reason !== null) {
      this.snackbar.show(this.say('request.withdraw.done'));
    }
  }

  toggleWatch(): Promise<void> {
    return this.run(() => this.store.toggleWatch());
  }

  private takeBack(): Promise<void> {
    return this.run(() => this.store.reopen(this.say('request.notYet.undone')));
  }

  private async run(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.failure.set('');
    try {
      await work();
    } catch (error) {
      // Told beside the buttons; the page shows what is true again.
      this.failure.set(this.errorText.of(error));
      await this.store.load();
    } finally {
      this.busy.set(false);
    }
  }

  private say(key: string, values?: Record<string, string>): string {
    return this.i18n.translate<string>(key, values);
  }
}
