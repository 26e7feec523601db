/** Event name -> payload; subject is {type: 'task', id}. What the administrator typed as a reason is personal. */
export interface QueueEvents {
  /** The last attempt failed: a person must look at it. */
  'task.died': { type: string };
  'task.retried': { type: string };
  'task.discarded': { type: string };
}
