/** Event name -> payload; the subject is the ticket, so that its timeline tells them to staff. */
export interface WorkflowEvents {
  'workflow.run_accepted': { number: string; runId: string; workflowId: string | null };
  /** The call, or the run itself, failed for good. */
  'workflow.run_failed': { number: string; runId: string };
  'workflow.run_cancelled': { number: string; runId: string };
  'workflow.run_reported': { number: string; runId: string; state: 'running' | 'succeeded' };
}
