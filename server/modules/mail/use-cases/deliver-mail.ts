import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { OUTSIDE_CALL, PermanentTaskError, PostponedTaskError, QueueFacade, TaskHandlers, type TaskContext } from '../../queue/queue.facade.js';
import { judgeFailure } from '../domain/delivery.js';
import { isMailAddress } from '../domain/mail-address.js';
import type { OutgoingMail } from '../domain/mail-message.js';
import { MAIL_DELIVER } from '../domain/mail-task.js';
import { MailStore } from '../persistence/mail-store.js';
import { ComposeMessage } from './compose-message.js';
import { MailTransport, MailTransportError } from '../transports/mail-transport.js';

/** Failures in a row after which nobody tries for a while. */
const BREAK_AFTER = 3;
/** While broken, the carrier is asked this often whether it is back, in milliseconds (`trust`). */
const PROBE_EVERY = 5_000;
/** Where waiting messages are left meanwhile; the closing breaker makes them due at once. */
const POSTPONE = 60_000;
const WITHIN = 30_000;

function isCarrierTrouble(error: unknown): boolean {
  return !(error instanceof MailTransportError) || judgeFailure(error.failure) === 'server';
}

/** Hands one message over and records what came of it. */
@Injectable()
export class DeliverMail implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(DeliverMail.name);
  private readonly breaker = circuitBreaker(handleWhen(isCarrierTrouble), {
    halfOpenAfter: PROBE_EVERY - 100,
    breaker: new ConsecutiveBreaker(BREAK_AFTER),
  });
  private probe: NodeJS.Timeout | null = null;

  constructor(
    private readonly handlers: TaskHandlers,
    private readonly store: MailStore,
    private readonly compose: ComposeMessage,
    private readonly transport: MailTransport,
    private readonly queue: QueueFacade,
  ) {
    this.breaker.onBreak(() => {
      this.logger.warn('The mail server does not answer; messages wait');
      this.probe ??= setInterval(() => void this.ask(), PROBE_EVERY).unref();
    });
    this.breaker.onReset(() => {
      this.stopAsking();
      this.logger.log('The mail server is back');
      this.queue.makeDue(MAIL_DELIVER).catch((error: unknown) => {
        // They are due by themselves within a minute.
        this.logger.warn({ err: error, msg: 'Waiting messages could not be made due' });
      });
    });
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
    this.stopAsking();
    this.transport.close();
  }

  async execute(id: string, context: Pick<TaskContext, 'isLast'>): Promise<{ answer: string } | null> {
    const message = await this.store.find(id);
    if (message === null) {
      throw new PermanentTaskError('The message is gone');
    }
    if (message.state === 'sent' || message.state === 'bounced') {
      // An earlier attempt got through, and the process died before its task could say so.
      return null;
    }
    if (!isMailAddress(message.toAddress)) {
      return this.giveUp(id, 'failed', 'The recipient is no mail address');
    }
    const composed = await this.compose.execute(message);
    if (composed === null) {
      return this.giveUp(id, 'failed', 'A link in this message is no longer valid');
    }
    const answer = await this.hand(id, composed.outgoing, context.isLast);
    await this.store.markSent(id, answer, composed.masked);
    return { answer };
  }

  private async hand(id: string, mail: OutgoingMail, isLast: boolean): Promise<string> {
    try {
      return await this.breaker.execute(() => this.transport.send(mail));
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        throw new PostponedTaskError('The mail server does not answer', POSTPONE);
      }
      const text = error instanceof Error ? error.message : String(error);
      if (error instanceof MailTransportError && judgeFailure(error.failure) === 'bounced') {
        return this.giveUp(id, 'bounced', text);
      }
      await this.store.markNotSent(id, isLast ? 'failed' : 'queued', text);
      throw error;
    }
  }

  private async giveUp(id: string, state: 'failed' | 'bounced', why: string): Promise<never> {
    await this.store.markNotSent(id, state, why);
    throw new PermanentTaskError(why);
  }

  private async ask(): Promise<void> {
    try {
      await this.breaker.execute(() => this.transport.verify());
    } catch {
      // Still away; the next beat asks again.
    }
  }

  private stopAsking(): void {
    if (this.probe !== null) {
      clearInterval(this.probe);
      this.probe = null;
    }
  }
}
