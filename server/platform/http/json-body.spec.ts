import { DomainError } from '../../kernel/domain-error.js';
import { isTooDeep, parseJsonBody } from './json-body.js';

describe('isTooDeep', () => {
  it.each([
    ['as deep as allowed', '[[1]]', false],
    ['one level more', '[[[1]]]', true],
    ['wide, not deep', '[[],[],[]]', false],
    ['brackets in text', '["[[[["]', false],
    ['an escaped quote before brackets in text', '["\\"[[[["]', false],
    ['objects and lists together', '{"a":[{}]}', true],
  ])('%s', (_, json, expected) => {
    expect(isTooDeep(json, 2)).toBe(expected);
  });
});

describe('parseJsonBody', () => {
  it('takes nothing for an empty object', () => {
    expect(parseJsonBody('  ')).toEqual({});
  });

  it('keeps __proto__ as data that can be refused, never as a prototype', () => {
    const parsed = parseJsonBody('{"a":{"__proto__":{"isAdmin":true}}}') as { a: object };
    expect(Object.keys(parsed.a)).toEqual(['__proto__']);
    expect('isAdmin' in parsed.a).toBe(false);
  });

  it.each([
    ['text', '"hello"', 'VALIDATION_FAILED'],
    ['null', 'null', 'VALIDATION_FAILED'],
    ['a list', '[]', 'VALIDATION_FAILED'],
    ['no JSON', '{', 'JSON_INVALID'],
  ])('refuses %s', (_, text, code) => {
    let thrown: unknown;
    try {
      parseJsonBody(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(DomainError);
    expect(thrown).toMatchObject({ code });
  });
});
