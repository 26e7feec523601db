import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Configuration } from '../../config/configuration.js';
import { rateLimited } from '../../kernel/common.errors.js';

/** Requests per person and minute (`api.md`, Manner), times RATE_LIMIT_FACTOR. Counted per process. */
const REQUESTS_PER_MINUTE = 1_200;

@Injectable()
export class RequestRate {
  private readonly limit: number;
  private readonly limiter: RateLimiterMemory;

  constructor(configuration: Configuration) {
    this.limit = Math.max(1, Math.round(REQUESTS_PER_MINUTE * configuration.rateLimitFactor));
    this.limiter = new RateLimiterMemory({ points: this.limit, duration: 60 });
  }

  /** Counts one request and tells the caller in RateLimit headers what is left; throws 429 beyond the limit. */
  async count(key: string, reply: FastifyReply): Promise<void> {
    try {
      this.tell(reply, await this.limiter.consume(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) {
        throw refusal;
      }
      this.tell(reply, refusal);
      throw rateLimited(Math.ceil(refusal.msBeforeNext / 1_000));
    }
  }

  private tell(reply: FastifyReply, state: RateLimiterRes): void {
    void reply
      .header('RateLimit-Limit', this.limit)
      .header('RateLimit-Remaining', state.remainingPoints)
      .header('RateLimit-Reset', Math.ceil(state.msBeforeNext / 1_000));
  }
}
