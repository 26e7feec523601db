import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDesk, type Desk } from '../support/desk.js';
import { fingerprint } from '../support/footprint.js';
import { ACTORS, Cast, type Actor, type Fresh } from './access-matrix/cast.js';
import { sendRow, type Caller } from './access-matrix/request.js';
import { ROWS, type Row } from './access-matrix/rows.js';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const contract = JSON.parse(readFileSync(join(import.meta.dirname, '../../contract/openapi.json'), 'utf8')) as Document;

/** What a caller would like to decide about himself or others, with a value that would please him. */
const WISHES: Readonly<Record<string, unknown>> = {
  role: 'System Admin',
  status: 'Approved',
  id: '018f0000-0000-7000-8000-00000000beef',
  companyId: 'EMP-000001',
  createdAt: '2020-01-01T00:00:00Z',
  updatedAt: '2020-01-01T00:00:00Z',
  submittedAt: '2020-01-01T00:00:00Z',
  epoch: 1,
  version: 1,
  requesterId: '018f0000-0000-7000-8000-00000000beef',
  assigneeId: '018f0000-0000-7000-8000-00000000beef',
  userId: '018f0000-0000-7000-8000-00000000beef',
  isAdmin: true,
  permissions: ['user:manage'],
  scopes: ['user:manage'],
  passwordHash: 'x',
  mustSetUpSecondFactor: false,
  constructor: { isAdmin: true },
  prototype: { isAdmin: true },
  toString: 'x',
};

interface Taker {
  readonly route: string;
  readonly row: Row;
  readonly actor: Actor;
  /** Fields the contract declares. */
  readonly declared: readonly string[];
}

function propertiesOf(schema: Schema): string[] {
  const found = schema.$ref === undefined ? schema : contract.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
  return Object.keys(found?.properties ?? {});
}

/** Routes that take a body, from the contract; how each is called well, from the access matrix. */
const TAKERS: readonly Taker[] = Object.entries(contract.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { requestBody }]) => {
    if (requestBody === undefined) {
      return [];
    }
    const route = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
    const rows = ROWS.filter((one) => one.route === route);
    const [known] = [...rows.filter(({ body }) => body !== undefined), ...rows];
    if (known === undefined) {
      throw new Error(`The access matrix has no row for ${route}`);
    }
    // Where the body may be left out, it is empty.
    const row: Row = { ...known, body: known.body ?? (() => ({})) };
    const answers = 'ordinary' in row.answers ? row.answers.ordinary : row.answers;
    // The mightiest who may: what an administrator cannot assign, nobody can.
    const actor = (['admin', 'owner', 'workflow'] as const).find((one) => answers[one] < 300) ?? 'anonymous';
    return [
      { route, row, actor, declared: Object.values(requestBody.content).flatMap(({ schema }) => propertiesOf(schema)) },
    ];
  }),
);

describe('fields that are nobody’s to set', () => {
  let desk: Desk;
  let cast: Cast;

  beforeAll(async () => {
    desk = await startDesk({ env: { WORKERS: 'off' } });
    cast = await Cast.on(desk);
  });
  afterAll(async () => {
    await desk.close();
  });

  it('are tried on every route that takes a body', () => {
    expect(ACTORS.length).toBeGreaterThan(0);
    expect(TAKERS.length).toBeGreaterThan(30);
  });

  /** Somebody whom the row lets in, and what he acts upon. */
  const ready = async ({ row, actor }: Taker): Promise<readonly [Caller, Fresh]> => {
    const stunt = row.hasStunt === true ? await cast.stunt(actor) : null;
    const as = stunt === null ? null : { authorization: `Bearer ${stunt.access}` };
    const caller: Caller = { actor, kind: 'ordinary', person: stunt ?? cast.personOf(actor), as };
    return [caller, (await row.on?.(cast, caller)) ?? {}];
  };

  it.each(TAKERS)('$route: refused by name, and nothing is changed', async (taker) => {
    const { row, declared } = taker;
    const [caller, fresh] = await ready(taker);
    const before = await fingerprint(desk);
    const told: Record<string, unknown> = {};
    // The parser of multipart refuses names that every object has, before there is a field to name.
    let isForm = false;
    const wanted = Object.entries(WISHES).filter(([field]) => !declared.includes(field));
    for (const [field, value] of wanted) {
      const answer = await sendRow(cast, row, caller, fresh, (body) => {
        if (body instanceof FormData) {
          isForm = true;
          body.append(field, typeof value === 'string' ? value : JSON.stringify(value));
          return body;
        }
        return { ...body, [field]: value };
      });
      told[field] = [answer.status, answer.body.code, Object.keys(answer.body.details ?? {})];
    }
    const named = (field: string): string => (isForm && field in Object.prototype ? 'body' : field);
    expect(told).toEqual(
      Object.fromEntries(wanted.map(([field]) => [field, [400, 'VALIDATION_FAILED', [named(field)]]])),
    );
    expect(await fingerprint(desk)).toEqual(before);
  });

  it.each(TAKERS)('$route: several at once are all named', async (taker) => {
    const { row, declared } = taker;
    const [caller, fresh] = await ready(taker);
    const before = await fingerprint(desk);
    const wanted = Object.keys(WISHES).filter(
      (field) => !declared.includes(field) && !(field in Object.prototype) && field !== 'prototype',
    );
    const answer = await sendRow(cast, row, caller, fresh, (body) => {
      if (body instanceof FormData) {
        wanted.forEach((field) => {
          body.append(field, 'x');
        });
        return body;
      }
      return { ...body, ...Object.fromEntries(wanted.map((field) => [field, WISHES[field]])) };
    });
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.body.details ?? {}).sort()).toEqual(wanted.sort());
    expect(await fingerprint(desk)).toEqual(before);
  });

  it.each(TAKERS)('$route: __proto__ in the body is refused and reaches no prototype', async (taker) => {
    const [caller, fresh] = await ready(taker);
    const before = await fingerprint(desk);
    let isForm = false;
    const answer = await sendRow(cast, taker.row, caller, fresh, (body) => {
      if (body instanceof FormData) {
        isForm = true;
        body.append('__proto__', 'x');
        return body;
      }
      const text = JSON.stringify(body);
      return text === '{}' ? '{"__proto__":{"isAdmin":true}}' : text.replace(/^\{/, '{"__proto__":{"isAdmin":true},');
    });
    expect([answer.status, Object.keys(answer.body.details ?? {})]).toEqual([400, [isForm ? 'body' : '__proto__']]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(await fingerprint(desk)).toEqual(before);
  });
});
