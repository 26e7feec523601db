import { Component, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import type { AccountAccessDto, AccountDto } from '../../../api/types';
import { Dialogs } from '../../../ui/dialog/dialogs';
import { InPlaceError } from '../../../ui/feedback/in-place-error';
import { Skeleton } from '../../../ui/feedback/skeleton';
import { Snackbar } from '../../../ui/feedback/snackbar';
import { Icon } from '../../../ui/icon/icon';
import { ScopeWords } from '../../../ui/scopes/scope-words';
import { readUserAgent } from '../../../ui/sessions/user-agent';
import { Time } from '../../../ui/time/time';
import { PersonStore } from './person-store';

type SessionRow = AccountAccessDto['sessions'][number];
type TokenRow = AccountAccessDto['apiTokens'][number];

/** Every way this person has into the desk, and how to close it. */
@Component({
  selector: 'ss-person-access',
  imports: [Icon, InPlaceError, MatButton, Skeleton, Time, TranslocoDirective],
  templateUrl: './access.html',
  styleUrl: './access.css',
})
export class PersonAccess {
  readonly account = input.required<AccountDto>();

  protected readonly store = inject(PersonStore);
  protected readonly words = inject(ScopeWords);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly i18n = inject(TranslocoService);

  protected deviceOf({ userAgent }: SessionRow): string {
    const read = readUserAgent(userAgent ?? '');
    return read === null ? (userAgent?.slice(0, 60) ?? this.say('unknownDevice')) : this.say('device', read);
  }

  protected isPhone({ userAgent }: SessionRow): boolean {
    return /iPhone|Android/.test(userAgent ?? '');
  }

  protected isOver({ expiresAt }: TokenRow): boolean {
    return new Date(expiresAt).getTime() < Date.now();
  }

  protected endSession(session: SessionRow): Promise<void> {
    const device = this.deviceOf(session);
    return this.ask('endSession', { device }, () => this.store.endSession(session.id));
  }

  protected endAll(access: AccountAccessDto): Promise<void> {
    return this.ask('endAll', { count: access.sessions.length }, () => this.store.endSessions());
  }

  protected deleteToken(token: TokenRow): Promise<void> {
    return this.ask('deleteToken', { token: token.name }, () => this.store.deleteToken(token.id));
  }

  protected resetSecondFactor(): Promise<void> {
    return this.ask('resetFactor', {}, () => this.store.resetSecondFactor());
  }

  private async ask(verb: string, values: Record<string, string | number>, run: () => Promise<void>): Promise<void> {
    const named = { ...values, name: this.account().name };
    const isDone = await this.dialogs.confirm({
      title: this.say(`${verb}.title`, named),
      text: this.say(`${verb}.text`, named),
      act: this.say(`${verb}.act`, named),
      isDangerous: true,
      run,
    });
    if (isDone) {
      this.snackbar.show(this.say(`${verb}.done`, named));
    }
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.people.access.${key}`, values);
  }
}
