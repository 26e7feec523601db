import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { Configuration } from '../../../../config/configuration.js';
import type { DeskRequest } from '../../../../platform/http/request.js';
import { signatureInvalid } from '../workflow.errors.js';

/**
 * Standard Webhooks over the exact bytes, 5 minutes of tolerance. A guard, because what is wrong with the body or its
 * type is told only after all guards (`json-body.ts`): a stranger learns nothing about its shape.
 */
@Injectable()
export class WorkflowSignatureGuard implements CanActivate {
  constructor(private readonly configuration: Configuration) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<DeskRequest>();
    const { workflowSecret } = this.configuration;
    const header = (name: string): string => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : '';
    };
    if (workflowSecret === null || header('webhook-id').length > 200) {
      throw signatureInvalid();
    }
    try {
      new Webhook(workflowSecret).verify(
        request.rawBody ?? Buffer.alloc(0),
        {
          'webhook-id': header('webhook-id'),
          'webhook-timestamp': header('webhook-timestamp'),
          'webhook-signature': header('webhook-signature'),
        },
        { jsonParse: false },
      );
      return true;
    } catch (error) {
      // Every reason (missing, wrong, stale, altered) is the same answer.
      throw signatureInvalid(error);
    }
  }
}
