import {
  createParamDecorator,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { validationFailed } from '../../kernel/common.errors.js';

/** Gives every single resource that carries a version its ETag. */
@Injectable()
export class VersionTagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((body: unknown) => {
        if (!reply.sent && !reply.hasHeader('Cache-Control')) {
          void reply.header('Cache-Control', 'private, no-cache');
        }
        if (typeof body === 'object' && body !== null) {
          const version: unknown = Reflect.get(body, 'version');
          if (typeof version === 'number') {
            void reply.header('ETag', `"${String(version)}"`);
          }
        }
        return body;
      }),
    );
  }
}

const documentIfMatch: ParameterDecorator = (target, name) => {
  const handler = name === undefined ? undefined : Object.getOwnPropertyDescriptor(target, name);
  if (name !== undefined && handler !== undefined) {
    ApiHeader({ name: 'If-Match', required: false, description: 'The ETag this change is based on; stale is 412' })(
      target,
      name,
      handler,
    );
  }
};

/** The version of `If-Match: "17"`, null when absent or `*`. Strict: a stale one is 412. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | null => {
    const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
    if (header === undefined || header === '*') {
      return null;
    }
    const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header);
    if (match?.[1] === undefined) {
      throw validationFailed({ 'If-Match': ['Must be the ETag of the resource, like "17"'] });
    }
    return Number(match[1]);
  },
  [documentIfMatch],
);
