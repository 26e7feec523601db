import { ACCOUNT_FIELDS } from './account.js';

/** One field of an account, before and after; null: nothing, or erased. */
export interface HistoryChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What of an event is needed to tell what changed. */
export interface HistoryEvent {
  readonly name: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly personal: Readonly<Record<string, unknown>> | null;
}

/** Which field `from` and `to` of an event are about. */
const FIELD_OF_MOVE: Readonly<Record<string, string>> = {
  'account.approved': 'status',
  'account.rejected': 'status',
  'account.suspended': 'status',
  'account.reinstated': 'status',
  'account.role_changed': 'role',
};

/** Words that may be shown of an event's data. An allow-list: ids of sessions, links and tokens stay where they are. */
const SHOWN_DATA: Readonly<Record<string, readonly string[]>> = {
  'account.created': ['companyId', 'role'],
  'account.registered': ['companyId'],
  'account.password_changed': ['by'],
  'account.api_token_created': ['scopes'],
};

/**
 * What an event changed, for people. Nothing but fields that are shown elsewhere too, so that whatever a module puts
 * into its events, no secret of it comes out here.
 */
export function changesOf({ name, data, personal }: HistoryEvent): HistoryChange[] {
  const moved = FIELD_OF_MOVE[name];
  const before = recordOf(personal?.['before']);
  const after = recordOf(personal?.['after']);
  const listed = Array.isArray(data['fields']) ? data['fields'] : [...Object.keys(before), ...Object.keys(after)];
  return [
    ...(moved === undefined ? [] : [{ field: moved, before: asText(data['from']), after: asText(data['to']) }]),
    ...(SHOWN_DATA[name] ?? []).map((field) => ({ field, before: null, after: asText(data[field]) })),
    ...ACCOUNT_FIELDS.filter((field) => listed.includes(field) && field !== moved).map((field) => ({
      field,
      before: asText(before[field]),
      after: asText(after[field]),
    })),
  ];
}

/** What was typed with it; null when nothing was, or when it was erased. */
export function reasonOf({ personal }: HistoryEvent): string | null {
  return asText(personal?.['reason']);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function asText(value: unknown): string | null {
  if (Array.isArray(value)) {
    return value.filter((one) => typeof one === 'string').join(' ');
  }
  return typeof value === 'string' ? value : null;
}
