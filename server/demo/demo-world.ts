import type { DemoRandom } from './demo-random.js';
import { DEPARTMENTS, FIRST_NAMES, LAST_NAMES, TEAMS } from './demo-words.js';

/** Everybody's address ends so; nobody can be written to there. */
export const DEMO_DOMAIN = 'demo.example';

export interface DemoPerson {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: 'Employee' | 'Ticket Coordinator';
  /** Index into the departments; staff are of IT. */
  readonly department: number;
  /** Index into the teams, of staff alone. */
  readonly team: number | null;
  readonly since: Date;
}

export interface DemoCategory {
  readonly id: string;
  readonly key: string;
  readonly defaultTeamId: string | null;
}

/** What stories are told about; teams in the order of `TEAMS`. */
export interface DemoWorld {
  readonly employees: readonly DemoPerson[];
  readonly staff: readonly DemoPerson[];
  readonly categories: ReadonlyMap<string, DemoCategory>;
  readonly teamIds: readonly string[];
}

const DAY = 86_400_000;
const within = (least: number, wanted: number, most: number): number =>
  Math.max(least, Math.min(most, Math.round(wanted)));

/** As many people as would ask so much in a year. */
export function inventPeople(random: DemoRandom, tickets: number, now: Date): DemoPerson[] {
  const employees = within(12, tickets / 12, 3_000);
  const staff = within(6, tickets / 1_500, 40);
  const since = new Date(now.getTime() - 400 * DAY);
  return Array.from({ length: employees + staff }, (_, index) => {
    const isStaff = index >= employees;
    const firstName = random.pick(FIRST_NAMES);
    const lastName = random.pick(LAST_NAMES);
    return {
      id: random.id(since),
      email: `${firstName}.${lastName}.${String(index + 1)}@${DEMO_DOMAIN}`.toLowerCase(),
      firstName,
      lastName,
      role: isStaff ? 'Ticket Coordinator' : 'Employee',
      department: isStaff ? 0 : random.whole(1, 3 + DEPARTMENTS.length),
      team: isStaff ? (index - employees) % TEAMS.length : null,
      since,
    };
  });
}

/** Which team works on a category, by its place in `TEAMS`. */
export function teamOf(category: string): number {
  return Math.max(
    0,
    TEAMS.findIndex(([, , categories]) => categories.includes(category)),
  );
}
