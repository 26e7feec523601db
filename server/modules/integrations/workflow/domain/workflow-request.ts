/** The body of the call, as fixed by the REST contract. */
export interface WorkflowRequest {
  readonly runId: string;
  readonly ticketNumber: string;
  readonly subject: string;
  /** Markdown source. */
  readonly description: string;
  /** Key of the category. */
  readonly category: string;
  readonly priority: string;
  readonly status: string;
  readonly requester: {
    readonly companyId: string;
    readonly name: string;
    readonly email: string;
    readonly department: string | null;
  };
  readonly submittedAt: string;
  readonly callbackUrl: string;
}

/** Statuses in which sending still makes sense. */
const SENDABLE = ['Open', 'In Progress', 'On Hold'];

export function isSendable(status: string): boolean {
  return SENDABLE.includes(status);
}

/** Business rules checked before anything leaves (I1); empty when all is well. */
export function requestProblems(request: WorkflowRequest): readonly string[] {
  return [
    request.subject.trim() === '' && 'the subject is empty',
    request.description.trim() === '' && 'the description is empty',
    !/^SS-\d{6,}$/.test(request.ticketNumber) && 'the ticket number is malformed',
    !request.requester.email.includes('@') && 'the requester has no email address',
    !isSendable(request.status) && `a ticket in ${request.status} is not sent`,
    !URL.canParse(request.callbackUrl) && 'the callback address is no URL',
  ].filter((problem) => typeof problem === 'string');
}
