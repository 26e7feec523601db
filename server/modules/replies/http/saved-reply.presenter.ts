import { PLACEHOLDERS } from '../domain/placeholders.js';
import type { ShownReply } from '../use-cases/list-replies.js';
import type { PlaceholderDto, SavedReplyDto } from './dto/saved-reply.dto.js';

export function presentReply({ team, category, ...reply }: ShownReply): SavedReplyDto {
  return {
    id: reply.id,
    name: reply.name,
    body: reply.body,
    scope: reply.scope,
    team: team === null ? null : { id: team.id, key: team.key, name: team.name },
    category: category === null ? null : { id: category.id, key: category.key, name: category.name },
    shortcut: reply.shortcut,
    usedCount: reply.usedCount,
    version: reply.version,
    updatedAt: reply.updatedAt.toISOString(),
    allowedActions: [...reply.actions],
  };
}

export function presentPlaceholders(): PlaceholderDto[] {
  return PLACEHOLDERS.map(({ key, meaning }) => ({ key, text: `{{${key}}}`, meaning }));
}
