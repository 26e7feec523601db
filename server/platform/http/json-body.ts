import type { FastifyBodyParser, FastifyInstance } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { validationFailed } from '../../kernel/common.errors.js';
import type { DeskRequest } from './request.js';

/** `api.md`, Shapes. */
export const JSON_LIMIT = 1_048_576;
/** Deeper than any body of this API; deep nesting only ever exhausts the stack of what comes after the parser. */
const DEPTH_LIMIT = 32;

/** Reads brackets outside strings; cheaper than parsing, and stops at the first level too many. */
export function isTooDeep(json: string, limit = DEPTH_LIMIT): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const code = json.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) {
        index += 1;
      } else if (code === 0x22) {
        inString = false;
      }
    } else if (code === 0x22) {
      inString = true;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) {
        return true;
      }
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    }
  }
  return false;
}

/** Throws clear 400s; a `__proto__` key is ordinary data here, which the validation pipe then refuses by its name. */
export function parseJsonBody(text: string): object {
  if (text.trim() === '') {
    return {};
  }
  if (isTooDeep(text)) {
    throw new DomainError('invalid', 'JSON_TOO_DEEP', 'Field validation failed', {
      body: [`JSON may be nested ${String(DEPTH_LIMIT)} levels deep`],
    });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new DomainError(
      'invalid',
      'JSON_INVALID',
      'Field validation failed',
      { body: ['Not valid JSON'] },
      {
        cause: error,
      },
    );
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw validationFailed({ body: ['Must be a JSON object'] });
  }
  return parsed;
}

/** Anything but JSON and multipart; its bytes may still carry a signature. */
function refuseType(): never {
  throw new DomainError('unsupported', 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json or multipart/form-data');
}

/** Keeps the bytes and what is wrong with them: a stranger learns first that he is one (`domain`, order of refusals). */
function keeping(parse: (text: string) => object): FastifyBodyParser<Buffer> {
  return (given, bytes, done) => {
    const request: DeskRequest = given;
    request.rawBody = bytes;
    try {
      done(null, parse(bytes.toString('utf8')));
    } catch (error) {
      if (!(error instanceof DomainError)) {
        done(error as Error);
        return;
      }
      request.bodyError = error;
      done(null, {});
    }
  };
}

const MEDIA_TYPE = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(?:;|$)/;

/** Replaces Fastify's parsers, which neither limit depth, nor keep the bytes, nor wait with their refusals. */
export function useJsonBody(fastify: FastifyInstance): void {
  const options = { parseAs: 'buffer', bodyLimit: JSON_LIMIT } as const;
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser('application/json', options, keeping(parseJsonBody));
  fastify.addContentTypeParser('*', options, keeping(refuseType));
  // Fastify itself refuses a type that is none, before any guard; as bytes of an unknown type it is refused in its turn.
  fastify.addHook('onRequest', (request, _reply, done) => {
    const type = request.headers['content-type'];
    if (type !== undefined && !MEDIA_TYPE.test(type)) {
      request.headers['content-type'] = 'application/octet-stream';
    }
    done();
  });
}
