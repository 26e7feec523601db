import { ACTORS, type Actor, type TicketKind } from './cast.js';

/** The expected status of each caller. */
export type Answers = Readonly<Record<Actor, number>>;
type Override = Partial<Answers>;

/**
 * The sentences of `domain` (Who may do what), `trust` and the contract as columns of the matrix. Written by hand and on
 * purpose not from the code's own tables: a wrong line there shall be seen here.
 */

/** Without a standing: never known, not approved yet, suspended since, or a system that signs instead of signing in. */
const OUTSIDE = { anonymous: 401, pending: 401, suspended: 401, workflow: 401 } as const;

/** No sign-in is asked for, and none changes the answer. */
export function open(status: number, override: Override = {}): Answers {
  const all = Object.fromEntries(ACTORS.map((actor) => [actor, status])) as Record<Actor, number>;
  return { ...all, ...override };
}

/** Whoever is signed in. A token that is only to read may not, unless it says so here. */
export function signedIn(status: number, override: Override = {}): Answers {
  return {
    ...OUTSIDE,
    owner: status,
    other: status,
    watcher: status,
    coordinator: status,
    admin: status,
    readOnlyToken: 403,
    ...override,
  };
}

/** One's own account; never for a program. */
export function ownAccount(status: number, override: Override = {}): Answers {
  return signedIn(status, override);
}

/** Coordinators and administrators. */
export function staffOnly(status: number, override: Override = {}): Answers {
  return signedIn(status, { owner: 403, other: 403, watcher: 403, ...override });
}

export function adminsOnly(status: number, override: Override = {}): Answers {
  return staffOnly(status, { coordinator: 403, ...override });
}

/** Something that only the one who caused it knows of, and administrators; for others it does not exist. */
export function ownThing(status: number, override: Override = {}): Answers {
  return signedIn(status, { other: 404, watcher: 404, coordinator: 404, ...override });
}

export type TicketAnswers = Readonly<Record<TicketKind, Answers>>;

/**
 * Of one ticket: nobody knows of it but its owner, its watcher and staff; of a confidential one no coordinator either
 * who is not on it.
 */
function ofTicket(answers: Override): TicketAnswers {
  const ordinary = signedIn(200, { other: 404, ...answers });
  return { ordinary, confidential: { ...ordinary, coordinator: 404 } };
}

/** Everybody who sees the ticket. */
export function ticketVisible(status: number, override: Override = {}): TicketAnswers {
  return ofTicket({ owner: status, watcher: status, coordinator: status, admin: status, ...override });
}

/** Staff who see it. */
export function ticketStaff(status: number): TicketAnswers {
  return ticketVisible(status, { owner: 403, watcher: 403 });
}

/** Its owner, and staff who see it. */
export function ticketOwnOrStaff(status: number): TicketAnswers {
  return ticketVisible(status, { watcher: 403 });
}

/** Its owner alone, whatever his role. */
export function ticketOwner(status: number): TicketAnswers {
  return ticketVisible(status, { watcher: 403, coordinator: 403, admin: 403 });
}
