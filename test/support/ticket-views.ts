import type { Rest, RestAnswer } from './rest.js';
import type { SignedIn } from './people.js';

/** What the tests read of a ticket; the contract has more. */
export interface TicketView {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly status: string;
  readonly version: number;
  readonly requesterDepartment: string | null;
  /** In lists alone. */
  readonly isUnread?: boolean;
  readonly assignee: { readonly id: string; readonly name: string } | null;
  readonly attachments: readonly { readonly id: string; readonly filename: string; readonly size: number }[];
  readonly attachmentCount: number;
  readonly commentCount: number;
  readonly allowedActions: readonly string[];
  readonly transitions: readonly { readonly to: string; readonly needs: readonly string[] }[];
  readonly priority: string;
  readonly tags: readonly string[];
  readonly confidential: boolean;
  readonly holdReason: string | null;
  readonly followUpOf: string | null;
  readonly submittedAt: string;
}

export interface TicketListView {
  readonly items: readonly TicketView[];
  readonly nextCursor: string | null;
  readonly total?: number;
}

export interface CommentView {
  readonly id: string | null;
  readonly body: string;
  readonly visibility: string;
  readonly attachments: readonly { readonly id: string; readonly filename: string }[];
  readonly followUp?: { readonly id: string; readonly number: string };
}

export interface TimelineView {
  readonly items: readonly { readonly type: string; readonly from?: string; readonly to?: string }[];
}

export interface TicketDraft {
  readonly subject?: string;
  readonly category?: string;
  readonly description?: string;
  readonly confidential?: boolean;
  /** Staff only. */
  readonly priority?: string;
  /** Staff only. */
  readonly onBehalfOf?: string;
  readonly files?: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Submits as JSON, or as multipart when there are files. */
export async function submitTicket(
  rest: Rest,
  as: SignedIn,
  { files = [], ...draft }: TicketDraft = {},
): Promise<RestAnswer<TicketView>> {
  const fields = {
    subject: 'The printer is on fire',
    description: 'It is **very** warm.',
    category: await anyCategory(rest, as),
    ...draft,
  };
  if (files.length === 0) {
    return rest.request<TicketView>('POST', '/api/tickets/', { as, body: fields });
  }
  const form = new FormData();
  Object.entries(fields).forEach(([name, value]) => {
    form.append(name, String(value));
  });
  files.forEach(({ name, type, bytes }) => {
    form.append('files', new Blob([bytes], { type }), name);
  });
  return rest.request<TicketView>('POST', '/api/tickets/', { as, body: form });
}

async function anyCategory(rest: Rest, as: SignedIn): Promise<string> {
  const { body } = await rest.request<{ items: { key: string }[] }>('GET', '/api/categories', { as });
  const [first] = body.items;
  if (first === undefined) {
    throw new Error('There must be categories from the first start on');
  }
  return first.key;
}
