/** Event name -> payload; subject is {type: 'task', id}. What the administrator typed as a reason is personal. */
export interface QueueEvents {
  'task.retried': { type: string };
  'task.discarded': { type: string };
}
