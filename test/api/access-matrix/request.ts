import type { Refusal, RestAnswer } from '../../support/rest.js';
import type { Cast, Cell, Fresh } from './cast.js';
import type { Row } from './rows.js';

/** A cell's caller; `as`: the headers of the person who takes his place, if one does. */
export interface Caller extends Cell {
  readonly as: Record<string, string> | null;
}

/** Sends the request of a row; `altered` changes its body just before, as text or as a form. */
export async function sendRow(
  cast: Cast,
  row: Row,
  caller: Caller,
  fresh: Fresh,
  altered: (body: object) => object | string = (body) => body,
): Promise<RestAnswer<Refusal>> {
  const [method = '', pattern = ''] = row.route.split(' ');
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => fresh[name] ?? `no-${name}`);
  const given = row.body?.({ cast, cell: caller, fresh });
  const body = given === undefined ? undefined : altered(given);
  const isJson = body !== undefined && !(body instanceof FormData);
  const text = isJson ? (typeof body === 'string' ? body : JSON.stringify(body)) : '';
  return cast.desk.request<Refusal>(method, `${path}${row.query?.(fresh) ?? ''}`, {
    ...(body === undefined ? {} : { body: isJson ? text : body }),
    headers: {
      ...(isJson ? { 'content-type': 'application/json' } : {}),
      ...(caller.as ?? cast.headersOf(caller.actor, text)),
    },
  });
}
