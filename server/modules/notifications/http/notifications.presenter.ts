import type { ChosenKind } from '../use-cases/show-notifications.js';
import type { NotificationKindDto } from './dto/notifications.dto.js';

export function presentKind({ key, name, description, mail, isFixed }: ChosenKind): NotificationKindDto {
  return { key, name, description, mail, isFixed };
}
