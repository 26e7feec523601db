import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { ClientBuild } from '../../../platform/http/client-build.js';
import { PROBE_EVERY } from '../../../platform/outside/breaker.js';
import { CdnClient } from './cdn.client.js';

/**
 * Sends pages to the CDN only while it has what they need: whoever loads a page while it is away gets everything from the
 * desk. Each process looks for itself, at the very version that it serves.
 */
@Injectable()
export class WatchCdn implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WatchCdn.name);
  private readonly ended = new AbortController();
  private timer: NodeJS.Timeout | null = null;
  private current: Promise<void> | null = null;
  private isUp: boolean | null = null;

  constructor(
    private readonly configuration: Configuration,
    private readonly build: ClientBuild,
    private readonly cdn: CdnClient,
  ) {}

  onApplicationBootstrap(): void {
    const { sample } = this.build;
    if (this.configuration.cdnUrl === null || sample === null) {
      return;
    }
    const look = (): void => {
      this.current ??= this.look(sample).finally(() => {
        this.current = null;
      });
    };
    look();
    this.timer = setInterval(look, PROBE_EVERY).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer !== null) {
      clearInterval(this.timer);
    }
    this.ended.abort();
    await this.current;
  }

  private async look(sample: string): Promise<void> {
    try {
      await this.cdn.fetchSample(sample, this.ended.signal);
      if (this.isUp !== true) {
        this.logger.log({ msg: 'The CDN answers; pages fetch from there' });
      }
      this.isUp = true;
    } catch (error) {
      if (this.isUp !== false && !this.ended.signal.aborted) {
        this.logger.warn({ err: error, msg: 'The CDN does not answer as it should; pages fetch from the desk' });
      }
      this.isUp = false;
    }
    this.build.fetchFrom(this.isUp ? this.configuration.cdnUrl : null);
  }
}
