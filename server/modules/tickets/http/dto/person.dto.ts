export class PersonDto {
  /** UUID of the account. */
  id: string;
  /** Like EMP-000123. */
  companyId: string;
  /** First and last name. */
  name: string;
  firstName: string;
  lastName: string;
  /** Signed and expiring, or null. */
  avatarUrl: string | null;
}

export class TeamRefDto {
  id: string;
  /** Short and stable. */
  key: string;
  name: string;
}
