import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../../../config/configuration.js';
import { Breaker } from '../../../platform/outside/breaker.js';
import { OutsideSystems } from '../../../platform/outside/outside-systems.js';
import { isWorthRepeating } from '../../../platform/outside/worth-repeating.js';
import { QueueFacade } from '../../queue/queue.facade.js';
import type { WorkflowRequest } from './domain/workflow-request.js';
import { WorkflowCallFailed, WorkflowCallRefused } from './workflow.errors.js';

export const SEND_TASK = 'workflow.send';
export const CANCEL_TASK = 'workflow.cancel';

/** Milliseconds for one call, connection and body included (I1). */
export const CALL_TIMEOUT = 30_000;
/** Bytes of an answer that are read; they send an id. */
const ANSWER_LIMIT = 65_536;

/** One call of the external Workflow system, behind a breaker (I1). */
@Injectable()
export class WorkflowClient implements OnModuleDestroy {
  private readonly breaker: Breaker;

  constructor(
    private readonly configuration: Configuration,
    queue: QueueFacade,
    outside: OutsideSystems,
  ) {
    this.breaker = new Breaker({
      name: 'The Workflow system',
      probe: async () => Promise.all([queue.makeDue(SEND_TASK, 1), queue.makeDue(CANCEL_TASK, 1)]),
      closed: async () => Promise.all([queue.makeDue(SEND_TASK), queue.makeDue(CANCEL_TASK)]),
    });
    outside.register({
      name: 'workflow',
      isConfigured: this.isConfigured,
      taskTypes: [SEND_TASK, CANCEL_TASK],
      facts: () => this.breaker.facts,
      probe: () => {
        this.breaker.probe();
      },
    });
  }

  get isConfigured(): boolean {
    return this.configuration.workflowUrl !== null;
  }

  onModuleDestroy(): void {
    this.breaker.stop();
  }

  /**
   * Their id of the run, or null. Throws OutsideIsDownError (nothing was tried), WorkflowCallFailed (try again) or
   * WorkflowCallRefused (never).
   */
  async start(request: WorkflowRequest, signal: AbortSignal): Promise<string | null> {
    const { workflowUrl, workflowKey } = this.configuration;
    if (workflowUrl === null) {
      throw new WorkflowCallRefused('WORKFLOW_URL is not set');
    }
    const refused = await this.breaker.run(async () => {
      const response = await this.post(workflowUrl, workflowKey, request, signal);
      const text = await readLimited(response);
      if (response.ok) {
        return { workflowId: workflowIdOf(text) };
      }
      if (response.status >= 400 && !isWorthRepeating(response.status)) {
        // Refusing is an answer of a system that works: it must not open the breaker.
        return new WorkflowCallRefused(`The Workflow system refused with ${String(response.status)}`);
      }
      throw new WorkflowCallFailed(`The Workflow system answered ${String(response.status)}`);
    });
    if (refused instanceof WorkflowCallRefused) {
      throw refused;
    }
    return refused.workflowId;
  }

  /**
   * Tells that a run is not wanted any more. Who does not know it, or knows no such call, has nothing to end. Throws as
   * `start` does.
   */
  async cancel(runId: string, signal: AbortSignal): Promise<void> {
    const { workflowUrl, workflowKey } = this.configuration;
    if (workflowUrl === null) {
      throw new WorkflowCallRefused('WORKFLOW_URL is not set');
    }
    const url = new URL(workflowUrl);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${runId}`;
    await this.breaker.run(async () => {
      const { status } = await this.call(url.href, 'DELETE', workflowKey, `${runId}:cancel`, null, signal);
      if (status >= 500 && status !== 501) {
        throw new WorkflowCallFailed(`The Workflow system answered ${String(status)}`);
      }
    });
  }

  private async post(
    url: string,
    key: string | null,
    request: WorkflowRequest,
    signal: AbortSignal,
  ): Promise<Response> {
    return this.call(url, 'POST', key, request.runId, JSON.stringify(request), signal);
  }

  private async call(
    url: string,
    method: 'POST' | 'DELETE',
    key: string | null,
    idempotencyKey: string,
    body: string | null,
    signal: AbortSignal,
  ): Promise<Response> {
    try {
      return await fetch(url, {
        method,
        redirect: 'error',
        signal: AbortSignal.any([signal, AbortSignal.timeout(CALL_TIMEOUT)]),
        headers: {
          ...(body === null ? {} : { 'content-type': 'application/json' }),
          'idempotency-key': idempotencyKey,
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        },
        body,
      });
    } catch (error) {
      throw new WorkflowCallFailed(`The Workflow system cannot be reached: ${causeOf(error)}`, { cause: error });
    }
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? error.cause.message : error.message;
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > ANSWER_LIMIT) {
        throw new WorkflowCallFailed('The Workflow system answered with too much');
      }
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof WorkflowCallFailed
      ? error
      : new WorkflowCallFailed(`The answer of the Workflow system broke off: ${causeOf(error)}`, { cause: error });
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Empty is fine; anything but a JSON object is some other server's answer. */
function workflowIdOf(text: string): string | null {
  if (text.trim() === '') {
    return null;
  }
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw new WorkflowCallFailed('The Workflow system answered with something that is no JSON', { cause: error });
  }
  if (typeof answer !== 'object' || answer === null) {
    throw new WorkflowCallFailed('The Workflow system answered with something that is no JSON object');
  }
  const id: unknown = Reflect.get(answer, 'workflowId');
  return typeof id === 'string' ? id.slice(0, 200) : null;
}
