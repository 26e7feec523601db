import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { EarlierRefusal } from '../../../platform/http/refusal-order.interceptor.js';
import type { DeskRequest } from '../../../platform/http/request.js';
import { ReadMailTemplates } from '../use-cases/read-mail-templates.js';

/** The 404 of a template that there is not, for a request that is wrong in shape as well. */
@Injectable()
export class TemplateSight implements EarlierRefusal {
  constructor(private readonly templates: ReadMailTemplates) {}

  assertNone(_call: PersonCall, request: DeskRequest): void {
    const { name, language } = request.params as { name: string; language: string };
    this.templates.demand(name, language);
  }
}
