import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { isId } from '../../../kernel/ids.js';
import type { EarlierRefusal } from '../../../platform/http/refusal-order.interceptor.js';
import type { DeskRequest } from '../../../platform/http/request.js';
import { isBuiltIn } from '../domain/ticket-view.js';
import { ListViews } from '../use-cases/list-views.js';
import { SaveView } from '../use-cases/save-view.js';

/** The 404 and 403 of one saved view, for a change that is wrong in shape as well. */
@Injectable()
export class ViewRefusals implements EarlierRefusal {
  constructor(private readonly saving: SaveView) {}

  async assertNone(call: PersonCall, request: DeskRequest): Promise<void> {
    const { id } = request.params as { id: string };
    if (isId(id)) {
      await this.saving.assertPermitted(call, id, 'edit');
    }
  }
}

/** The 404 of a view whose columns are asked for in a wrong way. */
@Injectable()
export class ViewSight implements EarlierRefusal {
  constructor(private readonly views: ListViews) {}

  async assertNone(call: PersonCall, request: DeskRequest): Promise<void> {
    const { view } = request.params as { view: string };
    if (!isBuiltIn(view)) {
      await this.views.one(call, view);
    }
  }
}
