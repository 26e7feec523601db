import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Breaker, OutsideIsDownError } from '../../../platform/outside/breaker.js';
import {
  OUTSIDE_CALL,
  PermanentTaskError,
  PostponedTaskError,
  QueueFacade,
  TaskHandlers,
  type TaskContext,
} from '../../queue/queue.facade.js';
import { isMailAddress } from '../../../kernel/mail-address.js';
import type { OutgoingMail } from '../domain/mail-message.js';
import { MAIL_DELIVER } from '../domain/mail-task.js';
import { ComposeMessage } from './compose-message.js';
import { MailTransport, MailTransportError } from '../transports/mail-transport.js';
import { RecordDelivery } from './record-delivery.js';

/** Where waiting messages are left meanwhile; the closing breaker makes them due at once. */
const POSTPONE = 60_000;
const WITHIN = 30_000;

function isCarrierTrouble(error: unknown): boolean {
  return !(error instanceof MailTransportError) || error.verdict === 'server';
}

/** Hands one message over and records what came of it. */
@Injectable()
export class DeliverMail implements OnModuleInit, OnApplicationShutdown {
  readonly breaker: Breaker;

  constructor(
    private readonly handlers: TaskHandlers,
    private readonly record: RecordDelivery,
    private readonly compose: ComposeMessage,
    private readonly transport: MailTransport,
    private readonly queue: QueueFacade,
  ) {
    this.breaker = new Breaker({
      name: 'The mail server',
      counts: isCarrierTrouble,
      probe: () => this.breaker.run(() => this.transport.verify()),
      closed: () => this.queue.makeDue(MAIL_DELIVER),
    });
  }

  /** False for the built-in mailbox. */
  get isOutside(): boolean {
    return !this.transport.isMailbox;
  }

  onModuleInit(): void {
    this.handlers.register({
      type: MAIL_DELIVER,
      retry: OUTSIDE_CALL,
      timeoutMs: WITHIN,
      concurrency: 5,
      handle: (payload, context) => this.execute(String(payload['messageId']), context),
    });
  }

  onApplicationShutdown(): void {
    this.breaker.stop();
    this.transport.close();
  }

  async execute(id: string, context: Pick<TaskContext, 'attempt' | 'isLast'>): Promise<{ answer: string } | null> {
    const message = await this.record.begin(id);
    if (message === null) {
      throw new PermanentTaskError('The message is gone');
    }
    if (message.state === 'sent' || message.state === 'bounced') {
      // An earlier attempt got through, and the process died before its task could say so.
      return null;
    }
    if (!isMailAddress(message.toAddress)) {
      return this.fail(id, 'The recipient is no mail address');
    }
    const composed = await this.compose.execute(message);
    if (composed === null) {
      return this.fail(id, 'A link in this message is no longer valid');
    }
    const mayHaveGone = context.attempt > 1 || message.attempts > 0;
    const answer = await this.hand(id, composed.outgoing, { mayHaveGone, isLast: context.isLast });
    await this.record.sent(id, answer, composed);
    return { answer };
  }

  private async hand(
    id: string,
    mail: OutgoingMail,
    { mayHaveGone, isLast }: { readonly mayHaveGone: boolean; readonly isLast: boolean },
  ): Promise<string> {
    try {
      return await this.breaker.run(() => this.transport.send(mail, mayHaveGone));
    } catch (error) {
      if (error instanceof OutsideIsDownError) {
        throw new PostponedTaskError('The mail server does not answer', POSTPONE);
      }
      const text = error instanceof Error ? error.message : String(error);
      if (error instanceof MailTransportError && error.verdict === 'wait') {
        await this.record.notYet(id, text, 0);
        throw new PostponedTaskError(text, error.waitMs);
      }
      if (error instanceof MailTransportError && error.verdict === 'bounced') {
        await this.record.bounced(id, text);
        throw new PermanentTaskError(text);
      }
      await (isLast ? this.record.failed(id, text) : this.record.notYet(id, text, 1));
      throw error;
    }
  }

  private async fail(id: string, why: string): Promise<never> {
    await this.record.failed(id, why);
    throw new PermanentTaskError(why);
  }
}
