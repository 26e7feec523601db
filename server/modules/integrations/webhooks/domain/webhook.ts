/** `failing`: its receiver fails, and it is tried again; `paused`: nothing is sent, what happens is kept for it. */
export const WEBHOOK_STATES = ['active', 'failing', 'paused'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** Who paused it: a person, the desk after a day of failures, or the receiver (410 Gone). */
export const PAUSE_REASONS = ['person', 'failures', 'gone'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** `held`: waits until the webhook is resumed; `failed`: given up, can be sent again by hand. */
export const DELIVERY_STATES = ['waiting', 'held', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const WEBHOOK_ACTIONS = ['edit', 'delete', 'rotate', 'test', 'pause', 'resume'] as const;
export type WebhookAction = (typeof WEBHOOK_ACTIONS)[number];

export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly description: string;
  readonly eventTypes: readonly string[];
  readonly state: WebhookState;
  readonly pausedReason: PauseReason | null;
  readonly failingSince: Date | null;
  readonly failures: number;
  readonly lastSuccessAt: Date | null;
  readonly lastError: string | null;
  /** Until then messages carry a second signature, made with the secret before. */
  readonly oldSecretUntil: Date | null;
  readonly createdBy: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** So many, so that every one has a lane of its own in each worker. */
export const WEBHOOKS_AT_MOST = 50;
/** A secret that was replaced is good for this long, in milliseconds. */
export const OLD_SECRET_LIVES = 24 * 3_600_000;
/** A receiver that has failed for this long without a success is left alone, in milliseconds. */
export const PAUSE_AFTER = 24 * 3_600_000;
/** Failures in a row after which a webhook is called failing. */
const FAILING_AFTER = 3;

/** What a failed attempt makes of it. */
export function afterFailure(
  webhook: Pick<Webhook, 'state' | 'failures' | 'failingSince'>,
  status: number | null,
  now: Date,
): Pick<Webhook, 'state' | 'pausedReason' | 'failures' | 'failingSince'> {
  const failures = webhook.failures + 1;
  const failingSince = webhook.failingSince ?? now;
  if (status === 410) {
    return { state: 'paused', pausedReason: 'gone', failures, failingSince };
  }
  if (now.getTime() - failingSince.getTime() >= PAUSE_AFTER) {
    return { state: 'paused', pausedReason: 'failures', failures, failingSince };
  }
  return { state: failures >= FAILING_AFTER ? 'failing' : webhook.state, pausedReason: null, failures, failingSince };
}

export function webhookActions({ state }: Pick<Webhook, 'state'>): WebhookAction[] {
  return ['edit', 'delete', 'rotate', 'test', state === 'paused' ? 'resume' : 'pause'];
}

export function isRedeliverable(state: DeliveryState): boolean {
  return state === 'delivered' || state === 'failed';
}
