import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { ERROR_CODES } from '../../server/kernel/error-code.js';

type Json = Readonly<Record<string, unknown>>;
interface Media {
  readonly schema: Json;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly $ref?: string; readonly value?: unknown }>>;
}
interface Body {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Json>>;
    readonly responses: Readonly<Record<string, Body>>;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

const document = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'contract', 'openapi.json'), 'utf8'),
) as Document;
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

/** OpenAPI 3.0 says `nullable`, JSON Schema lists null; what is not named may not be there, so that no example rots. */
function asJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(asJsonSchema);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const { nullable, ...rest } = schema as Record<string, unknown>;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      name === 'properties' ? eachAsJsonSchema(value) : asJsonSchema(value),
    ]),
  );
  const closed =
    inner['type'] === 'object' && inner['properties'] !== undefined && inner['additionalProperties'] === undefined
      ? { ...inner, additionalProperties: false }
      : inner;
  return nullable === true ? { anyOf: [closed, { type: 'null' }] } : closed;
}

/** Fields may have any name, `nullable` too. */
function eachAsJsonSchema(properties: unknown): unknown {
  return Object.fromEntries(Object.entries(properties as Json).map(([name, value]) => [name, asJsonSchema(value)]));
}

const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));
for (const [name, schema] of Object.entries(document.components.schemas)) {
  ajv.addSchema(asJsonSchema(schema) as Json, `#/components/schemas/${name}`);
}
ajv.addFormat('binary', true);

function problemsOf(schema: Json, example: unknown): string[] {
  const validate: ValidateFunction = ajv.compile(asJsonSchema(schema) as Json);
  return validate(example)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}

function resolved(body: Body): Body {
  return body.$ref === undefined ? body : (document.components.responses[body.$ref.split('/').at(-1) ?? ''] ?? {});
}

/** Of one media type, by name. */
function examplesOf({ example, examples = {} }: Media): [string, unknown][] {
  return [
    ...(example === undefined ? [] : ([['example', example]] satisfies [string, unknown][])),
    ...Object.entries(examples).map(([name, { $ref, value }]): [string, unknown] => [
      name,
      $ref === undefined ? value : document.components.examples[$ref.split('/').at(-1) ?? '']?.value,
    ]),
  ];
}

describe('the contract', () => {
  it.each(operations.map((operation): [string, Operation] => [operation.operationId, operation]))(
    'shows an example for everything of %s, which its schema allows',
    (_id, { requestBody, responses }) => {
      const bodies = [
        ...(requestBody === undefined ? [] : [['request', requestBody] as const]),
        ...Object.entries(responses),
      ];
      expect(bodies.some(([status]) => /^[23]/.test(status))).toBe(true);
      const problems = bodies.flatMap(([where, body]) =>
        Object.entries(resolved(body).content ?? {}).flatMap(([type, media]) => {
          const examples = examplesOf(media);
          return examples.length === 0
            ? [`${where} ${type}: no example`]
            : examples.flatMap(([name, value]) =>
                problemsOf(media.schema, value).map((problem) => `${where} ${type} ${name}: ${problem}`),
              );
        }),
      );
      expect(problems).toEqual([]);
    },
  );

  it.each(operations.map((operation): [string, Operation] => [operation.operationId, operation]))(
    'names the codes of each refusal of %s, each with its body',
    (_id, { responses }) => {
      const refusals = Object.entries(responses).filter(([status]) => status >= '400');
      expect(refusals.map(([status]) => status)).toEqual(expect.arrayContaining(['429', '500', '503']));
      for (const [status, body] of refusals) {
        const media = resolved(body).content?.['application/json'];
        const examples = media === undefined ? [] : examplesOf(media);
        expect([status, examples.length > 0]).toEqual([status, true]);
        expect(examples.map(([, value]) => (value as { code: string }).code)).toEqual(examples.map(([code]) => code));
      }
    },
  );

  it('knows where every code comes from, but for those that only stand in the address after a provider has sent the browser back', () => {
    const named = new Set(
      operations.flatMap(({ responses }) =>
        Object.values(responses).flatMap((body) =>
          Object.values(resolved(body).content ?? {}).flatMap(({ examples = {} }) => Object.keys(examples)),
        ),
      ),
    );
    expect(ERROR_CODES.filter((code) => !named.has(code))).toEqual([
      'PROVIDER_ANSWER_INVALID',
      'PROVIDER_REFUSED',
      'SIGN_IN_CANCELLED',
    ]);
  });

  it.each([
    ['claimTicket', '409', 'ALREADY_CLAIMED'],
    ['updateTicket', '412', 'VERSION_STALE'],
    ['createTicket', '409', 'IDEMPOTENCY_KEY_REUSED'],
    ['createTicket', '400', 'JSON_INVALID'],
    ['signIn', '403', 'ACCOUNT_SUSPENDED'],
    ['signIn', '401', 'OTP_REQUIRED'],
    ['refreshTokens', '409', 'REFRESH_RACED'],
    ['downloadAttachment', '410', 'FILE_REFUSED'],
    ['receiveWorkflowCallback', '401', 'INVALID_SIGNATURE'],
    ['createWebhook', '409', 'WEBHOOKS_FULL'],
  ])('%s can answer %s with %s', (id, status, code) => {
    const body = operations.find(({ operationId }) => operationId === id)?.responses[status];
    expect(Object.keys(resolved(body ?? {}).content?.['application/json']?.examples ?? {})).toContain(code);
  });
});
