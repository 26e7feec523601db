import { IsArray, IsEmail, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { DomainError } from '../../kernel/domain-error.js';
import { EmailAddress, Line, WholeNumber } from './fields.decorator.js';
import { StrictValidationPipe } from './validation.pipe.js';

class FormDto {
  @Line(1, 200)
  subject: string;

  @EmailAddress()
  email: string;

  @IsString()
  @MaxLength(5)
  password: string;

  @IsIn(['Low', 'High'])
  priority: string;
}

class OddDto {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9)
  limit?: number;

  @IsOptional()
  @IsArray()
  @IsUUID('all', { each: true })
  ids?: string[];

  @IsOptional()
  @IsEmail({}, { message: 'Say who' })
  who?: string;

  @WholeNumber(1, 100)
  count?: number;

  @IsOptional()
  @IsString({ each: true })
  tag?: string | string[];
}

const pipe = new StrictValidationPipe();

async function detailsOf(value: unknown, metatype: typeof FormDto | typeof OddDto, type: 'body' | 'query' = 'body') {
  try {
    await pipe.transform(value, { type, metatype });
    return {};
  } catch (error) {
    return error instanceof DomainError ? error.details : error;
  }
}

const INHERITED = ['toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', '__proto__', 'constructor'];

describe('StrictValidationPipe', () => {
  it('says one thing of every field of an empty form: what to do', async () => {
    expect(await detailsOf({}, FormDto)).toEqual({
      subject: ['Please fill this in'],
      email: ['Must be an email address'],
      password: ['Please fill this in'],
      priority: ['Must be one of: Low, High'],
    });
    expect(await detailsOf({ subject: ' ', email: '', password: null, priority: null }, FormDto)).toEqual({
      subject: ['Please fill this in'],
      email: ['Must be an email address'],
      password: ['Please fill this in'],
      priority: ['Must be one of: Low, High'],
    });
  });

  it('says one thing of every wrong field, in its own words', async () => {
    const good = { subject: 'x', email: 'a@example.com', password: 'abc', priority: 'Low' };
    expect(await detailsOf({ ...good, subject: 'a\nb' }, FormDto)).toEqual({
      subject: ['Must be one line without control characters'],
    });
    expect(await detailsOf({ ...good, subject: 'x'.repeat(201) }, FormDto)).toEqual({
      subject: ['At most 200 characters'],
    });
    expect(await detailsOf({ ...good, subject: 1, password: 'abcdef' }, FormDto)).toEqual({
      subject: ['Must be text'],
      password: ['At most 5 characters'],
    });
    expect(await detailsOf({ limit: 'x', ids: ['x'], who: '' }, OddDto)).toEqual({
      limit: ['Must be a whole number'],
      ids: ['Must be an id'],
      who: ['Say who'],
    });
    expect(await detailsOf({ limit: 0, ids: 3 }, OddDto)).toEqual({
      limit: ['Must be at least 1'],
      ids: ['Must be a list'],
    });
  });

  it.each(['0x10', '1e1', '', ' 5', '5.0'])('takes no %s for a whole number', async (count) => {
    expect(await detailsOf({ count }, OddDto, 'query')).toEqual({ count: ['Must be a whole number'] });
  });

  it.each(['o"brien@example.com', 'a,b@example.com', 'a..b@example.com', `${'x'.repeat(65)}@example.com`])(
    'takes no address that the mailer would refuse: %s',
    async (email) => {
      const details = await detailsOf({ subject: 'x', email, password: 'abc', priority: 'Low' }, FormDto);
      expect(details).toEqual({ email: ['Must be an email address'] });
    },
  );

  describe.each(['body', 'query'] as const)('in a %s', (type) => {
    it.each(['extra', ...INHERITED])('names the unknown field %s', async (name) => {
      const value = JSON.parse(`{${JSON.stringify(name)}:"x"}`) as unknown;
      expect(await detailsOf(value, OddDto, type)).toEqual(Object.fromEntries([[name, [`Unknown field ${name}`]]]));
    });

    it('says what is wrong with NUL', async () => {
      expect(await detailsOf({ tag: 'a\u0000b' }, OddDto, type)).toEqual({
        tag: ['Must be text without NUL and broken characters'],
      });
    });
  });
});
