import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import { errorAnswer } from './error-body.js';
import type { DeskRequest } from './request.js';

/** The one place where an error becomes an answer. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<DeskRequest>();
    const reply = http.getResponse<FastifyReply>();
    const answer = errorAnswer(thrown, request.id);
    if (answer.isUnexpected) {
      this.logger.error({ err: thrown, reqId: request.id, msg: 'Request failed' });
    }
    if (thrown instanceof DomainError && thrown.kind === 'unavailable' && thrown.cause !== undefined) {
      // The caller learns only that something is out of reach; what it said is for whoever runs the desk.
      this.logger.warn({ err: thrown.cause, code: thrown.code, reqId: request.id, msg: 'Answered 503' });
    }
    if (reply.sent || reply.raw.headersSent) {
      // A stream that broke midway: the only honest sign left is to cut the connection.
      reply.raw.destroy();
      return;
    }
    if (answer.retryAfter !== undefined) {
      void reply.header('Retry-After', answer.retryAfter);
    }
    if (answer.status === 401) {
      void reply.header('WWW-Authenticate', 'Bearer');
    }
    // A handler may have announced another type (a page, a CSV file) before it failed.
    void reply
      .type('application/json; charset=utf-8')
      .header('Cache-Control', 'no-store')
      .status(answer.status)
      .send(answer.body);
  }
}
