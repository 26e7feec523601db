import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { isId } from '../../../kernel/ids.js';
import type { EarlierRefusal } from '../../../platform/http/refusal-order.interceptor.js';
import type { DeskRequest } from '../../../platform/http/request.js';
import { ListReplies } from '../use-cases/list-replies.js';
import { SaveReply } from '../use-cases/save-reply.js';

/** The 404 and 403 of one saved reply, for a change that is wrong in shape as well. */
@Injectable()
export class ReplyRefusals implements EarlierRefusal {
  constructor(private readonly saving: SaveReply) {}

  async assertNone(call: PersonCall, request: DeskRequest): Promise<void> {
    const { id } = request.params as { id: string };
    if (isId(id)) {
      await this.saving.assertPermitted(call, id, 'edit');
    }
  }
}

/** The 404 of a saved reply that is asked for in a wrong way. */
@Injectable()
export class ReplySight implements EarlierRefusal {
  constructor(private readonly replies: ListReplies) {}

  async assertNone(call: PersonCall, request: DeskRequest): Promise<void> {
    const { id } = request.params as { id: string };
    if (isId(id)) {
      await this.replies.one(call, id);
    }
  }
}
