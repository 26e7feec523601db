import { hash } from '@node-rs/argon2';
import pg from 'pg';
import type { Ticket } from '../modules/tickets/domain/ticket.js';
import { DemoRandom } from './demo-random.js';
import { inOfficeHours, DemoStory } from './demo-story.js';
import type { DemoLink, DemoTicket } from './demo-ticket.js';
import { DemoWriter } from './demo-writer.js';
import { DEMO_DOMAIN, inventPeople, type DemoPerson } from './demo-world.js';

const DAY = 86_400_000;
/** So many tickets are in memory, and in one transaction. */
const BATCH = 1_000;

export interface DemoOrder {
  readonly tickets: number;
  readonly seed: number;
  /** Nothing happens later. */
  readonly until: Date;
  /** Of every invented person. */
  readonly password: string;
}

export interface DemoResult {
  readonly tickets: number;
  readonly comments: number;
  readonly events: number;
  /** Addresses to sign in with. */
  readonly employee: string;
  readonly coordinator: string;
}

/** There are demo people already: two worlds in one desk would be confusing. */
export class DemoExistsError extends Error {}

/** A year of a believable desk: the same for the same order, apart from the numbers, which the desk draws. */
export async function seedDemo(
  url: string,
  { tickets, seed, until, password }: DemoOrder,
  progress: (done: number) => void = () => undefined,
): Promise<DemoResult> {
  const client = new pg.Client({ connectionString: url, application_name: 'smartsupport-demo' });
  await client.connect();
  try {
    const writer = new DemoWriter(client);
    await writer.begin();
    const people = await inventedPeople(writer, new DemoRandom(seed), tickets, until, password);
    const world = await writer.world(people);
    const random = new DemoRandom(seed + 1);
    const moments = momentsOf(random, tickets, until);
    const written = { tickets: 0, comments: 0, events: 0 };
    const interest = new Map<string, number>();
    for (let from = 0; from < tickets; from += BATCH) {
      const batch = moments.slice(from, from + BATCH);
      const numbers = await writer.drawNumbers(batch.length);
      const told = batch.map((at, index) => new DemoStory(world, random, until, numbers[index] ?? '', at).tell());
      const links = linked(random, told, world.staff, until);
      await writer.write(told, links);
      written.tickets += told.length;
      written.comments += told.reduce((sum, { comments }) => sum + comments.length, 0);
      written.events += told.reduce((sum, { events }) => sum + events.length, 0);
      told.forEach(({ now }) => weigh(now, interest));
      progress(written.tickets);
    }
    await writer.end();
    // Whoever signs in first shall find something to do.
    const busiest = people.toSorted((a, b) => (interest.get(b.id) ?? 0) - (interest.get(a.id) ?? 0));
    const emailOf = (role: DemoPerson['role']): string => busiest.find((person) => person.role === role)?.email ?? '';
    return { ...written, employee: emailOf('Employee'), coordinator: emailOf('Ticket Coordinator') };
  } finally {
    await client.end();
  }
}

async function inventedPeople(
  writer: DemoWriter,
  random: DemoRandom,
  tickets: number,
  until: Date,
  password: string,
): Promise<DemoPerson[]> {
  if (await writer.hasDemo()) {
    throw new DemoExistsError(`There are people of ${DEMO_DOMAIN} already: this desk has its demo.`);
  }
  const people = inventPeople(random, tickets, until);
  await writer.people(people, await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 }));
  return people;
}

/** How much there is to see for the people of a ticket. */
function weigh({ status, holdReason, requesterId, assigneeId }: Ticket, interest: Map<string, number>): void {
  const isOpen = ['New', 'Open', 'In Progress', 'On Hold'].includes(status);
  if (isOpen || status === 'Resolved') {
    const weight = holdReason === 'requester' ? 3 : isOpen ? 2 : 1;
    interest.set(requesterId, (interest.get(requesterId) ?? 0) + weight);
    if (isOpen && assigneeId !== null) {
      interest.set(assigneeId, (interest.get(assigneeId) ?? 0) + 1);
    }
  }
}

/** In order; more towards the end of the year, most of them in office hours. */
function momentsOf(random: DemoRandom, tickets: number, until: Date): Date[] {
  return Array.from({ length: tickets }, () => {
    const ago = 365 * DAY * Math.pow(random.next(), 1.15);
    const at = new Date(until.getTime() - ago);
    const moved = random.chance(0.9) ? inOfficeHours(at, random) : at;
    return moved < until ? moved : at;
  }).toSorted((a, b) => a.getTime() - b.getTime());
}

/** One ticket of fifty is tied to an earlier one of its category. */
function linked(
  random: DemoRandom,
  tickets: readonly DemoTicket[],
  staff: readonly DemoPerson[],
  until: Date,
): DemoLink[] {
  const latest = new Map<string, DemoTicket>();
  return tickets.flatMap((ticket) => {
    const before = latest.get(ticket.now.categoryId);
    latest.set(ticket.now.categoryId, ticket);
    if (before === undefined || !random.chance(0.02)) {
      return [];
    }
    const at = new Date(Math.min(ticket.now.submittedAt.getTime() + random.whole(5, 600) * 60_000, until.getTime()));
    const kind = random.pick(['relates', 'duplicates'] as const);
    const link = { id: random.id(at), kind, from: ticket, to: before, by: random.pick(staff).id, at };
    ticket.tellLink(link.id, kind, before.now.id, link.by, at);
    before.tellLink(link.id, kind === 'duplicates' ? 'duplicated_by' : kind, ticket.now.id, link.by, at);
    return [link];
  });
}
