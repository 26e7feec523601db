import type { PersonSummary } from '../../users/users.facade.js';
import type { PersonDto } from './dto/person.dto.js';

/** Every field that leaves is written out here; nothing is spread from a row. */
export function presentPerson(person: PersonSummary | null | undefined): PersonDto | null {
  return person === null || person === undefined
    ? null
    : {
        id: person.id,
        companyId: person.companyId,
        name: person.name,
        firstName: person.firstName,
        lastName: person.lastName,
        avatarUrl: person.avatarUrl,
      };
}
