import type { MailTemplates } from './mail-templates.js';
import type { MailKind, NewMessage } from './mail-message.js';

type Told = Pick<NewMessage, 'data' | 'kind'>;
type Digest = MailTemplates['ticket-digest'];
type DigestItem = Digest['items'][number];

/**
 * Several messages about one ticket as one, in the order things happened. `headlines` are their subjects, one for each.
 * Where a status came with words and was told again, both stay: nothing that would have been read alone is left out.
 */
export function digestOf(messages: readonly Told[], headlines: readonly string[]): { data: Digest; kind: MailKind } {
  const last = messages.at(-1)?.data ?? {};
  return {
    data: {
      firstName: textOf(last, 'firstName') ?? '',
      number: textOf(last, 'number') ?? '',
      subject: textOf(last, 'subject') ?? '',
      url: textOf(last, 'url') ?? '',
      because: textOf(last, 'because') ?? '',
      count: messages.length,
      items: messages.map(({ data }, index) => itemOf(data, headlines[index] ?? '')),
    },
    // What a person wrote is his, also among what the desk says.
    kind: messages.some(({ kind }) => kind === 'personal') ? 'personal' : 'automatic',
  };
}

function itemOf(data: object, headline: string): DigestItem {
  return {
    headline,
    sentence: textOf(data, 'sentence'),
    textLabel: textOf(data, 'textLabel'),
    text: textOf(data, 'text'),
    body: textOf(data, 'body'),
    bodyHtml: textOf(data, 'bodyHtml'),
  };
}

function textOf(data: object, field: string): string | null {
  const value: unknown = Reflect.get(data, field);
  return typeof value === 'string' && value !== '' ? value : null;
}
