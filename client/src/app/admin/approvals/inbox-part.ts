import { Directive, inject, input, TemplateRef } from '@angular/core';
import type { InboxKind } from './decisions';

export interface InboxContext<Row> {
  $implicit: Row;
}

/** A piece of an inbox that its kind draws: `<ng-template #cells [ssInboxPart]="kind" let-row>`. */
@Directive({ selector: 'ng-template[ssInboxPart]' })
export class InboxPart<Row extends { id: string }> {
  /** Says which rows the template is given. */
  readonly ssInboxPart = input.required<InboxKind<Row>>();
  readonly template = inject<TemplateRef<InboxContext<Row>>>(TemplateRef);

  static ngTemplateContextGuard<Row extends { id: string }>(
    _part: InboxPart<Row>,
    _context: unknown,
  ): _context is InboxContext<Row> {
    return true;
  }
}
