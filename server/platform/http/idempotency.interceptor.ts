import {
  applyDecorators,
  Injectable,
  Logger,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { from, of, switchMap, type Observable } from 'rxjs';
import type { IdempotencyClaim } from '../../kernel/call.js';
import { canonicalJson } from '../../kernel/canonical-json.js';
import { validationFailed } from '../../kernel/common.errors.js';
import { IdempotencyStore } from '../database/idempotency-store.js';
import { callOf, type DeskRequest } from './request.js';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** Requests whose body is not only JSON add what else makes them the same (hashes of uploaded bytes). */
export interface HasBodyFingerprint {
  bodyFingerprint?: string;
}

/** Repeats the kept answer of a create; the change itself is guarded inside its own transaction. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(private readonly store: IdempotencyStore) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<DeskRequest & HasBodyFingerprint>();
    const header = request.headers['idempotency-key'];
    if (header === undefined) {
      return next.handle();
    }
    if (typeof header !== 'string' || !KEY.test(header)) {
      throw validationFailed({ 'Idempotency-Key': ['Must be 1 to 255 printable ASCII characters'] });
    }
    const claim: IdempotencyClaim = {
      key: header,
      route: `${request.method} ${request.routeOptions.url ?? request.url} ${JSON.stringify(request.params ?? {})}`,
      bodyHash: this.store.fingerprint(canonicalJson(request.body ?? {}), request.bodyFingerprint ?? ''),
    };
    request.idempotency = claim;
    const call = callOf(request);
    const kept = await this.store.keptResponse(call, claim);
    const reply = http.getResponse<FastifyReply>();
    if (kept !== null) {
      void reply.status(kept.status).header('Idempotency-Replayed', 'true');
      return of(kept.body);
    }
    return next.handle().pipe(
      switchMap((body: unknown) =>
        from(
          this.store.keepResponse(call, claim, { status: reply.statusCode, body }).then(
            () => body,
            (error: unknown) => {
              // The change is committed and guarded by its key; a repetition then tells the present state instead.
              this.logger.warn({ err: error, msg: 'The answer could not be kept for repetition' });
              return body;
            },
          ),
        ),
      ),
    );
  }
}

/** On routes that create: the caller may send `Idempotency-Key` and repeat safely for 24 hours. */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: '1 to 255 printable characters; the same key and body repeats the first answer for 24 hours',
    }),
  );
}
