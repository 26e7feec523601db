import { isAdmin } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { isRemovable, lifecycleProblems } from '../domain/lifecycle-problems.js';
import type { LifecycleWish } from '../domain/stored-lifecycle.js';
import { isReopening } from '../domain/ticket-lifecycle.js';
import { STATUS_DEFINITIONS, STATUSES } from '../domain/ticket-status.js';
import type { ShownLifecycle } from '../use-cases/get-lifecycle.js';
import type { LifecycleDto, WishedLifecycleDto } from './dto/lifecycle.dto.js';

export function presentLifecycle(
  { actor }: PersonCall,
  { version, lifecycle, autoCloseDays, updatedAt, updatedBy }: ShownLifecycle,
): LifecycleDto {
  return {
    version,
    statuses: STATUSES.map((key) => ({
      key,
      category: STATUS_DEFINITIONS[key].category,
      name: lifecycle.statuses[key].name,
      requesterName: lifecycle.statuses[key].requesterName,
      isFinal: STATUS_DEFINITIONS[key].isFinal,
    })),
    transitions: lifecycle.transitions.map((transition) => ({
      from: transition.from,
      to: transition.to,
      who: [...transition.who],
      needs: [...transition.needs],
      isReopening: isReopening(transition),
      isRemovable: isRemovable(lifecycle, transition),
    })),
    autoCloseDays,
    problems: [...lifecycleProblems(lifecycle)],
    updatedAt: updatedAt.toISOString(),
    updatedBy: updatedBy === null || !isAdmin(actor) ? null : { id: updatedBy.id, name: updatedBy.name },
  };
}

export function toWish({ statuses, transitions }: WishedLifecycleDto): LifecycleWish {
  return {
    statuses: Object.fromEntries(statuses.map(({ key, name, requesterName }) => [key, { name, requesterName }])),
    transitions: transitions.map(({ from, to, who, needs }) => ({ from, to, who, needs })),
  };
}
