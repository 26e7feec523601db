import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Breaker } from '../../../platform/outside/breaker.js';
import { OutsideSystems } from '../../../platform/outside/outside-systems.js';
import { isWorthRepeating } from '../../../platform/outside/worth-repeating.js';
import { PermanentTaskError, QueueFacade } from '../../queue/queue.facade.js';
import { CdnCallFailed } from './cdn.errors.js';

export const PURGE_TASK = 'cdn.purge';
/** Milliseconds for one purge (I6). */
export const PURGE_TIMEOUT = 30_000;
/** Milliseconds for a file that browsers wait for. */
const SAMPLE_TIMEOUT = 5_000;

/** The CDN in front of the client's hashed files, and its interface that forgets what it keeps. */
@Injectable()
export class CdnClient implements OnModuleDestroy {
  private readonly breaker: Breaker;

  constructor(
    private readonly configuration: Configuration,
    queue: QueueFacade,
    outside: OutsideSystems,
  ) {
    this.breaker = new Breaker({
      name: 'The purge of the CDN',
      probe: () => queue.makeDue(PURGE_TASK, 1),
      closed: () => queue.makeDue(PURGE_TASK),
    });
    outside.register({
      name: 'cdn',
      isConfigured: configuration.cdnPurgeUrl !== null,
      taskTypes: [PURGE_TASK],
      facts: () => this.breaker.facts,
      probe: () => {
        this.breaker.probe();
      },
    });
  }

  onModuleDestroy(): void {
    this.breaker.stop();
  }

  /** Throws CdnCallFailed unless a page of this desk could run this file from there. */
  async fetchSample(file: string, signal: AbortSignal): Promise<void> {
    const { cdnUrl, publicUrl } = this.configuration;
    const { origin } = new URL(publicUrl);
    const response = await call(`${cdnUrl ?? ''}/${file}`, { headers: { origin } }, SAMPLE_TIMEOUT, signal);
    await response.body?.cancel();
    if (!response.ok) {
      throw new CdnCallFailed(`It answered ${String(response.status)} for ${file}`);
    }
    if (response.headers.get('content-type')?.includes('javascript') !== true) {
      throw new CdnCallFailed(`It answered something else for ${file}`);
    }
    const open = response.headers.get('access-control-allow-origin');
    if (open !== '*' && open !== origin) {
      throw new CdnCallFailed('It leaves out Access-Control-Allow-Origin');
    }
  }

  /** It forgets everything; asking twice does no harm. Throws OutsideIsDownError, CdnCallFailed or, for good, PermanentTaskError. */
  async purge(signal: AbortSignal): Promise<void> {
    const { cdnPurgeUrl, cdnPurgeKey } = this.configuration;
    if (cdnPurgeUrl === null) {
      throw new PermanentTaskError('CDN_PURGE_URL is not set');
    }
    const status = await this.breaker.run(async () => {
      const response = await call(
        cdnPurgeUrl,
        {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(cdnPurgeKey === null ? {} : { authorization: `Bearer ${cdnPurgeKey}` }),
          },
          body: JSON.stringify({ purge_everything: true }),
        },
        PURGE_TIMEOUT,
        signal,
      );
      await response.body?.cancel();
      if (!response.ok && isWorthRepeating(response.status)) {
        throw new CdnCallFailed(`The purge was answered with ${String(response.status)}`);
      }
      return response.status;
    });
    if (status >= 400) {
      throw new PermanentTaskError(`The purge was refused with ${String(status)}`);
    }
  }
}

async function call(url: string, init: RequestInit, timeoutMs: number, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new CdnCallFailed(`It cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause: error,
    });
  }
}
