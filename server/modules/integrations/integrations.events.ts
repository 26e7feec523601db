/** Event name -> payload; the subject is the ticket, so that its timeline tells them to staff. */
export interface WorkflowEvents {
  'workflow.run_accepted': { number: string; runId: string; workflowId: string | null };
  /** The call, or the run itself, failed for good. */
  'workflow.run_failed': { number: string; runId: string };
  'workflow.run_cancelled': { number: string; runId: string };
  /** An administrator tries it again; `runId` is a new one after a run that had failed outside. */
  'workflow.run_retried': { number: string; runId: string };
  'workflow.run_reported': { number: string; runId: string; state: 'running' | 'succeeded' };
}

/** The subject is the webhook; name, URL and description are the personal part, since people typed them. */
export interface WebhookEvents {
  'webhook.created': { eventTypes: readonly string[] };
  'webhook.updated': { fields: readonly string[]; version: number };
  'webhook.deleted': Readonly<Record<string, never>>;
  /** A new secret; the one before is good until then. */
  'webhook.secret_rotated': { oldSecretUntil: string };
  /** By a person, by the desk after a day of failures, or because the receiver answered 410 Gone. */
  'webhook.paused': { reason: 'person' | 'failures' | 'gone' };
  'webhook.resumed': Readonly<Record<string, never>>;
  /** Its receiver took a message again after the desk had left it alone. */
  'webhook.recovered': Readonly<Record<string, never>>;
  'webhook.tested': { deliveryId: string };
  'webhook.redelivered': { deliveryId: string };
}
