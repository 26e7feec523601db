import { Injectable } from '@nestjs/common';
import type { Call } from '../../kernel/call.js';
import { taskIdFor } from '../../kernel/ids.js';
import type { Queryable } from '../../platform/database/statement.js';
import type { Transaction } from '../../platform/database/unit-of-work.js';
import { QueueFacade } from '../queue/queue.facade.js';
import { SettingsFacade } from '../settings/settings.facade.js';
import { mailLanguageOf, type MailLanguage } from './domain/mail-language.js';
import { MAIL_DELIVER } from './domain/mail-task.js';
import type { LinkSource, ThreadMessage } from './domain/mail-message.js';
import type { MailTemplateName } from './domain/mail-templates.js';
import type { MailToQueue } from './domain/mail-to-queue.js';
import { MailStore } from './persistence/mail-store.js';
import { MAIL_SETTINGS } from './mail.settings.js';
import { MailLogQuery } from './persistence/mail-log.query.js';
import { StampMessage } from './rendering/stamp-message.js';

export type { MailState } from './domain/delivery.js';
export type { MailLanguage } from './domain/mail-language.js';
export type { LinkSource, ThreadMessage } from './domain/mail-message.js';
export type { MailTemplateName, MailTemplates } from './domain/mail-templates.js';
export type { MailToQueue } from './domain/mail-to-queue.js';

/** Makes a whole link from a row, while the message is rendered; null when the row is used up, too old or gone. */
type LinkMaker = (rowId: string) => Promise<string | null>;

/** Filled by the modules that own such rows, in `onModuleInit`. Links are never stored. */
@Injectable()
export class LinkMakers {
  private readonly makers = new Map<string, LinkMaker>();

  register(purpose: string, make: LinkMaker): void {
    this.makers.set(purpose, make);
  }

  async make({ purpose, rowId }: LinkSource): Promise<string | null> {
    return (await this.makers.get(purpose)?.(rowId)) ?? null;
  }
}

@Injectable()
export class MailFacade {
  constructor(
    private readonly stamp: StampMessage,
    private readonly store: MailStore,
    private readonly log: MailLogQuery,
    private readonly tasks: QueueFacade,
    private readonly settings: SettingsFacade,
  ) {}

  /** In the caller's transaction: the message and its task exist with the change, or not at all. */
  async queue<N extends MailTemplateName>(
    tx: Transaction,
    call: Call,
    mail: MailToQueue<N>,
  ): Promise<{ messageId: string; taskId: string }> {
    const { collapseSeconds, language } = await this.settings.read(MAIL_SETTINGS, tx);
    const message = await this.stamp.execute(tx, mail, mailLanguageOf(mail.language, language));
    const place = await this.store.insert(
      tx,
      { ...message, isCollapsible: message.isCollapsible && collapseSeconds > 0 },
      collapseSeconds,
    );
    // What joins another message goes with that one's task.
    const carrier = place.collapsedInto ?? mail.id;
    const taskId = taskIdFor(carrier, MAIL_DELIVER);
    if (carrier === mail.id) {
      await this.tasks.enqueue(tx, call, {
        id: taskId,
        type: MAIL_DELIVER,
        payload: { messageId: mail.id },
        ...(place.isWaiting ? { dueAt: place.dueAt } : {}),
      });
    }
    return { messageId: mail.id, taskId };
  }

  /** What a reader is written in whose account says `wanted`, like `de-AT`. */
  async languageFor(wanted: string | null, from?: Queryable): Promise<MailLanguage> {
    return mailLanguageOf(wanted, (await this.settings.read(MAIL_SETTINGS, from)).language);
  }

  /** What was written about one thing, newest first, at most `limit`. */
  async ofThread(from: Queryable, threadId: string, limit: number): Promise<ThreadMessage[]> {
    return this.log.ofThread(from, threadId, limit);
  }
}
