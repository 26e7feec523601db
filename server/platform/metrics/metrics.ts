import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from '@prometheus-io/client';

/** Upper bounds in seconds: from a list read out of memory to the slowest answer that is allowed. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 5];

/** One value of a gauge. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a monitor reads at `/metrics`; modules add gauges of their own while they start. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'smartsupport_http_request_duration_seconds',
      help: 'Time from the request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers: [this.registry],
    });
  }

  /** `route` is the pattern, never the path: a label has few values. */
  countRequest(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** A value that is asked for when a monitor reads. */
  gauge(name: string, help: string, labelNames: readonly string[], read: () => Promise<readonly Sample[]>): void {
    const gauge: Gauge<string> = new Gauge<string>({
      name: `smartsupport_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      collect: async () => {
        const samples = await read();
        gauge.reset();
        samples.forEach(({ labels, value }) => {
          gauge.set({ ...labels }, value);
        });
      },
    });
  }
}
