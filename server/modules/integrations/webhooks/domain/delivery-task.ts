/** The handler of deliveries; the task's type has the webhook behind it, so that each has a lane of its own. */
export const DELIVER_TASK = 'webhook.deliver';
/** By hand: not behind all that waits for a slow receiver. */
export const SEND_NOW_TASK = 'webhook.send-now';
/** Asks a receiver that the desk left alone whether it is back. */
export const PROBE_TASK = 'webhook.probe';

export function deliverTaskOf(webhookId: string): string {
  return `${DELIVER_TASK}:${webhookId}`;
}

export function sendNowTaskOf(webhookId: string): string {
  return `${SEND_NOW_TASK}:${webhookId}`;
}
