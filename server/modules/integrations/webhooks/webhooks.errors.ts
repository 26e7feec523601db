import { validationFailed } from '../../../kernel/common.errors.js';
import { DomainError } from '../../../kernel/domain-error.js';
import type { DeliveryState } from './domain/webhook.js';

export function targetRefused(problem: string): DomainError {
  return validationFailed({ url: [problem] });
}

export function webhooksFull(most: number): DomainError {
  return new DomainError('conflict', 'WEBHOOKS_FULL', `There are ${String(most)} webhooks already; delete one first`, {
    most: [String(most)],
  });
}

export function notRedeliverable(state: DeliveryState): DomainError {
  return new DomainError('conflict', 'WEBHOOK_STATE', 'This delivery is still on its way', { state: [state] });
}

/** The receiver did not take it: another attempt may help. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
}
