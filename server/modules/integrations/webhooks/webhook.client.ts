import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Clock } from '../../../kernel/clock.js';
import { Breaker, type BreakerState } from '../../../platform/outside/breaker.js';
import { OutgoingError, OutgoingHttp } from '../../../platform/outside/outgoing-http.js';
import { targetProblem } from '../../../platform/outside/outgoing-url.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import { deliverTaskOf } from './domain/delivery-task.js';
import type { Attempt, ToSend } from './persistence/deliveries.repository.js';
import { WebhookSigner } from './webhook-signer.js';
import { DeliveryFailed } from './webhooks.errors.js';

/** Milliseconds for one call (I6). */
export const DELIVERY_TIMEOUT = 30_000;
/** Bytes of an answer that are kept for the log. */
const ANSWER_BYTES = 1_024;

/** Calls the receivers, each behind a breaker of its own, so that one that is down is known as such alone. */
@Injectable()
export class WebhookClient implements OnModuleDestroy {
  private readonly breakers = new Map<string, Breaker>();
  private readonly http: OutgoingHttp;

  constructor(
    private readonly configuration: Configuration,
    private readonly queue: QueueFacade,
    private readonly signer: WebhookSigner,
    private readonly clock: Clock,
  ) {
    this.http = new OutgoingHttp({
      timeoutMs: DELIVERY_TIMEOUT,
      answerBytes: ANSWER_BYTES,
      isIntranetAllowed: configuration.webhookAllowPrivate,
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.breakers.forEach((breaker) => {
      breaker.stop();
    });
    await this.http.close();
  }

  /** Why nothing would be sent there, as a sentence. */
  problemWith(url: string): string | null {
    return targetProblem(url, this.configuration.webhookAllowPrivate);
  }

  breakerOf(webhookId: string): BreakerState {
    return this.breakers.get(webhookId)?.state ?? 'closed';
  }

  /** One attempt, whatever comes of it. Throws OutsideIsDownError when nothing was tried; `isForced` tries always. */
  async deliver(message: ToSend, signal: AbortSignal, isForced: boolean): Promise<Attempt> {
    const began = performance.now();
    let answer: Pick<Attempt, 'status' | 'body'> = { status: null, body: null };
    const call = async (): Promise<void> => {
      answer = await this.post(message, signal);
      if (answer.status === null || answer.status < 200 || answer.status > 299) {
        throw new DeliveryFailed(`The receiver answered ${String(answer.status)}`);
      }
    };
    const durationMs = (): number => Math.round(performance.now() - began);
    try {
      await (isForced ? call() : this.breaker(message.webhookId).run(call));
      return { ...answer, error: null, durationMs: durationMs() };
    } catch (error) {
      if (error instanceof DeliveryFailed || error instanceof OutgoingError) {
        return { ...answer, error: error.message, durationMs: durationMs() };
      }
      throw error;
    }
  }

  private async post(message: ToSend, signal: AbortSignal): Promise<Pick<Attempt, 'status' | 'body'>> {
    const { status, body } = await this.http.post(
      message.url,
      {
        'content-type': 'application/json',
        'user-agent': 'SmartSupport-Webhooks/1',
        ...this.sign(message),
      },
      message.body,
      signal,
    );
    return { status, body: body.replaceAll('\u0000', '') };
  }

  private sign({ id, body, secret, oldSecret, oldSecretUntil }: ToSend): Record<string, string> {
    const now = this.clock.now();
    const isOldGood = oldSecret !== null && oldSecretUntil !== null && oldSecretUntil > now;
    try {
      return this.signer.headers(id, new Date(), body, isOldGood ? [secret, oldSecret] : [secret]);
    } catch (error) {
      throw new OutgoingError('The secret cannot be read any more; replace it', { cause: error });
    }
  }

  private breaker(webhookId: string): Breaker {
    const known = this.breakers.get(webhookId);
    if (known !== undefined) {
      return known;
    }
    const made = new Breaker({
      name: `The receiver of webhook ${webhookId}`,
      // Asked by `WatchFailing`, which also knows of failures before this process began.
      probe: () => Promise.resolve(),
      closed: () => this.queue.makeDue(deliverTaskOf(webhookId)),
    });
    this.breakers.set(webhookId, made);
    return made;
  }
}
