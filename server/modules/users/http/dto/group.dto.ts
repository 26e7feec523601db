import { Matches } from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';
import { GROUP_KEY } from '../../domain/group-key.js';

const KEY_RULE = { message: 'Must be 1 to 50 lower-case letters, digits and hyphens, and not the word none' };

/** A new department or team. */
export class CreateGroupDto {
  /** Key for machines; made of the name when left out. */
  @Omittable()
  @Matches(GROUP_KEY, KEY_RULE)
  key?: string;
  /** Name for people. */
  @Line(1, 100)
  name: string;
}

/** Changes of a department or a team. */
export class UpdateGroupDto {
  /** Key for machines. */
  @Omittable()
  @Matches(GROUP_KEY, KEY_RULE)
  key?: string;
  /** Name for people. */
  @Omittable()
  @Line(1, 100)
  name?: string;
}
