import { accountGerman } from '../account/account.de';
import { accountEnglish } from '../account/account.en';
import { adminGerman } from '../admin/admin.de';
import { adminEnglish } from '../admin/admin.en';
import { explainGerman } from '../admin/explain/explain.de';
import { explainEnglish } from '../admin/explain/explain.en';
import { authGerman } from '../auth/auth.de';
import { authEnglish } from '../auth/auth.en';
import { filesGerman } from '../files/files.de';
import { filesEnglish } from '../files/files.en';
import { portalGerman } from '../portal/portal.de';
import { portalEnglish } from '../portal/portal.en';
import { requestGerman } from '../portal/request.de';
import { requestEnglish } from '../portal/request.en';
import { keysGerman } from '../shell/keys/keys.de';
import { keysEnglish } from '../shell/keys/keys.en';
import { paletteGerman } from '../shell/palette/palette.de';
import { paletteEnglish } from '../shell/palette/palette.en';
import { repliesGerman } from '../replies/replies.de';
import { repliesEnglish } from '../replies/replies.en';
import { ticketsGerman } from '../tickets/tickets.de';
import { ticketsEnglish } from '../tickets/tickets.en';
import { viewsGerman } from '../shell/views/views.de';
import { viewsEnglish } from '../shell/views/views.en';
import { listGerman } from '../tickets/workspace/list.de';
import { listEnglish } from '../tickets/workspace/list.en';
import { ledgerGerman } from '../ui/ledger/ledger.de';
import { ledgerEnglish } from '../ui/ledger/ledger.en';
import { coreGerman } from './core.de';
import { coreEnglish } from './core.en';
import { scopesGerman } from './scopes.de';
import { scopesEnglish } from './scopes.en';
import { serverGerman } from './server.de';

/** Words that are the same in both languages; a new one is either entered here or not translated yet. */
const SAME = new Set([
  'Code',
  'Filter',
  'Name',
  'optional',
  'Person',
  'SmartSupport',
  'Status',
  'System',
  'Tags',
  'Team',
  'Teams',
  'Ticket',
  'Tickets',
  'Webhooks',
  'Workflow',
]);

interface Texts {
  readonly [key: string]: string | Texts;
}

function flat(texts: Texts, path: string): [path: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}.${key}`, value]] : flat(value, `${path}.${key}`),
  );
}

function placeholders(text: string): string[] {
  return (text.match(/\{\{ \w+ \}\}/g) ?? []).sort();
}

const FEATURES: readonly [name: string, english: Texts, german: Texts][] = [
  ['core', coreEnglish, coreGerman],
  ['scopes', scopesEnglish, scopesGerman],
  ['auth', authEnglish, authGerman],
  ['portal', portalEnglish, portalGerman],
  ['request', requestEnglish, requestGerman],
  ['files', filesEnglish, filesGerman],
  ['tickets', ticketsEnglish, ticketsGerman],
  ['keys', keysEnglish, keysGerman],
  ['palette', paletteEnglish, paletteGerman],
  ['ledger', ledgerEnglish, ledgerGerman],
  ['replies', repliesEnglish, repliesGerman],
  ['list', listEnglish, listGerman],
  ['views', viewsEnglish, viewsGerman],
  ['account', accountEnglish, accountGerman],
  ['admin', adminEnglish, adminGerman],
  ['explain', explainEnglish, explainGerman],
];

/** Whatever the server says by a code, it says in German too; a code without words would not compile. */
describe('what the server says by its codes', () => {
  it('is polite and without signs of another language', () => {
    const rude = flat(serverGerman, 'server').filter(([, text]) => text === '' || /["']/.test(text));
    expect(rude).toEqual([]);
  });
});

describe.each(FEATURES)('the German texts of %s', (name, english, german) => {
  const translated = new Map(flat(german, name));
  const original = flat(english, name);

  it('have the keys of the English ones', () => {
    expect([...translated.keys()].sort()).toEqual(original.map(([path]) => path).sort());
  });

  it('fill in the same values', () => {
    const wrong = original.filter(
      ([path, text]) => placeholders(text).join() !== placeholders(translated.get(path) ?? '').join(),
    );
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  it('leave nothing in English', () => {
    const same = original.filter(
      ([path, text]) => /[a-z]{2}/i.test(text.replace(/\{\{.*?\}\}/g, '')) && translated.get(path) === text,
    );
    expect([...new Set(same.map(([, text]) => text))].filter((text) => !SAME.has(text))).toEqual([]);
  });

  it('speak to people politely, in German signs', () => {
    const rude = [...translated].filter(
      ([, text]) => /\b(du|dein|dir|dich|deine[mnrs]?)\b/i.test(text) || /["']/.test(text),
    );
    expect(rude).toEqual([]);
  });
});
