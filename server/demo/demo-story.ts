import { priorityFrom } from '../modules/tickets/domain/ticket-priority.js';
import { LEVELS, PRIORITIES, type HoldReason, type Priority } from '../modules/tickets/domain/ticket-status.js';
import type { DemoRandom } from './demo-random.js';
import { DemoTicket, type DemoActor } from './demo-ticket.js';
import { BACK_AGAIN, FILLERS, GREETINGS, PROBLEMS, REJECTED, THANKS, WITHDRAWN, type Problem } from './demo-words.js';
import { teamOf, type DemoPerson, type DemoWorld } from './demo-world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What happened earlier has been read. */
const NEWS_DAYS = 3;
/** Minutes until somebody takes it, by priority. */
const TAKEN_AFTER: Readonly<Record<Priority, number>> = { Critical: 12, High: 45, Medium: 150, Low: 420 };
/** Hours of work and waiting until it is solved, by priority. */
const SOLVED_AFTER: Readonly<Record<Priority, number>> = { Critical: 5, High: 16, Medium: 40, Low: 90 };

/** Tells one ticket from its submission to its end, or to where it stands by now. */
export class DemoStory {
  private at: Date;
  private readonly ticket: DemoTicket;
  private readonly problem: Problem;
  private readonly words: Readonly<Record<string, string>>;
  private readonly requester: DemoPerson;

  constructor(
    private readonly world: DemoWorld,
    private readonly random: DemoRandom,
    private readonly until: Date,
    number: string,
    submittedAt: Date,
  ) {
    this.at = submittedAt;
    this.problem = random.weighted(PROBLEMS.map((problem) => [problem, problem.weight] as const));
    this.words = Object.fromEntries(Object.entries(FILLERS).map(([key, choices]) => [key, random.pick(choices)]));
    this.requester = random.pick(world.employees);
    this.ticket = this.submit(number);
  }

  tell(): DemoTicket {
    const { random } = this;
    const fate = random.next();
    const taken = random.wait(TAKEN_AFTER[this.ticket.now.priority]) * MINUTE;
    if (fate < 0.04 && this.pass(taken / 2)) {
      this.ticket.change('Withdrawn', this.owner(), this.at, { reason: random.pick(WITHDRAWN) });
    } else if (fate < 0.065 && this.pass(taken)) {
      this.ticket.change('Rejected', this.agent(), this.at, { reason: random.pick(REJECTED) });
    } else if (fate >= 0.065 && this.pass(taken)) {
      this.work();
    }
    return this.ticket;
  }

  private submit(number: string): DemoTicket {
    const { random, world, problem, requester } = this;
    const category = world.categories.get(problem.category) ?? world.categories.get('other');
    if (category === undefined) {
      throw new Error('The desk has no category to tell stories about');
    }
    const isOnBehalf = random.chance(0.06);
    const isWeighed = isOnBehalf && random.chance(0.5);
    const impact = isWeighed ? random.pick(LEVELS) : null;
    const urgency = isWeighed ? random.pick(LEVELS) : null;
    return new DemoTicket(
      {
        number,
        subject: this.fill(random.pick(problem.subjects)).replace(/^./, (first) => first.toUpperCase()),
        description: this.fill(random.pick(problem.descriptions)),
        categoryId: category.id,
        categoryKey: category.key,
        priority: priorityFrom({ impact, urgency }) ?? problem.priority ?? 'Medium',
        impact,
        urgency,
        requesterId: requester.id,
        submittedBy: isOnBehalf ? random.pick(world.staff).id : requester.id,
        teamId: category.defaultTeamId,
        confidential: random.chance(problem.category === 'security' ? 0.1 : 0.01),
        submittedAt: this.at,
        followUpOf: null,
      },
      random,
      new Date(this.until.getTime() - NEWS_DAYS * DAY),
    );
  }

  private work(): void {
    const { random, ticket } = this;
    const by = this.agent();
    ticket.assign(by.id, this.world.teamIds[teamOf(this.problem.category)] ?? null, by, this.at);
    if (random.chance(0.35) && this.problem.tags.length > 0) {
      ticket.tag(this.problem.tags, by.id, this.at);
    }
    if (random.chance(0.08)) {
      const priority = random.pick(PRIORITIES.filter((one) => one !== ticket.now.priority));
      ticket.prioritise(priority, by.id, this.at);
    }
    if (random.chance(0.05)) {
      ticket.watch(random.pick(this.world.employees.filter(({ id }) => id !== this.requester.id)).id, by.id, this.at);
    }
    if (!this.pass(random.wait(25) * MINUTE)) {
      return;
    }
    if (random.chance(0.7)) {
      ticket.change('In Progress', by, this.at);
    }
    this.converse(by);
  }

  private converse(by: DemoActor & { readonly id: string }): void {
    const { random, ticket } = this;
    const slowness = (SOLVED_AFTER[ticket.now.priority] * HOUR) / 3;
    if (random.chance(0.75)) {
      this.reply(by, this.problem.question);
      // The answer ends the hold.
      const holds = random.chance(0.45);
      if (holds && !this.hold(by, 'requester', slowness)) {
        return;
      }
      if (!holds && random.chance(0.6)) {
        if (!this.pass(random.wait(slowness / 2))) {
          return;
        }
        this.answer(this.fill(this.problem.answer));
      }
    }
    if (random.chance(0.4)) {
      if (!this.pass(random.wait(slowness / 3))) {
        return;
      }
      ticket.say(this.fill(this.problem.note), by.id, true, 'internal', this.at);
    }
    if (random.chance(0.2)) {
      const reason = random.weighted<HoldReason>([
        ['third party', 5],
        ['approval', 3],
        ['scheduled', 2],
      ]);
      if (!this.hold(by, reason, slowness * 2)) {
        return;
      }
    }
    if (this.pass(random.wait(slowness))) {
      this.solve(by, true);
    }
  }

  /** False: it still stands. A hold that waits for the requester ends with his answer. */
  private hold(by: DemoActor & { readonly id: string }, holdReason: HoldReason, median: number): boolean {
    const { random, ticket } = this;
    const length = Math.max(HOUR, random.wait(median));
    const until = inOfficeHours(new Date(this.at.getTime() + length), random);
    ticket.change('On Hold', by, this.at, { holdReason, ...(holdReason === 'scheduled' ? { until } : {}) });
    if (until > this.until) {
      return false;
    }
    this.at = until;
    if (holdReason === 'requester') {
      this.answer(this.fill(this.problem.answer));
    }
    const system: DemoActor = { id: null, stands: 'system' };
    const back = ticket.now.statusBeforeHold === 'In Progress' ? 'In Progress' : 'Open';
    ticket.change(back, holdReason === 'third party' || holdReason === 'approval' ? by : system, this.at);
    return true;
  }

  private solve(by: DemoActor & { readonly id: string }, mayReturn: boolean): void {
    const { random, ticket } = this;
    const resolution = this.fill(this.problem.resolution);
    ticket.change('Resolved', by, this.at, { resolution });
    const resolvedAt = this.at;
    const fate = random.next();
    if (mayReturn && fate < 0.06 && this.pass(random.wait(20 * HOUR))) {
      if (this.at.getTime() - resolvedAt.getTime() < 6 * DAY) {
        const reason = random.pick(BACK_AGAIN);
        this.answer(reason);
        ticket.change('Open', this.owner(), this.at, { reason });
        if (this.pass(random.wait(8 * HOUR))) {
          this.reply(by, 'I am sorry. Please give me an hour.');
          if (this.pass(random.wait(6 * HOUR))) {
            this.solve(by, false);
          }
        }
        return;
      }
      this.at = resolvedAt;
    }
    const thanks = inOfficeHours(new Date(resolvedAt.getTime() + Math.min(random.wait(6 * HOUR), 5 * DAY)), random);
    if (fate > 0.6 && thanks <= this.until) {
      this.at = thanks;
      ticket.change('Closed', this.owner(), this.at);
      return;
    }
    const closedAt = new Date(resolvedAt.getTime() + 7 * DAY);
    if (closedAt <= this.until) {
      ticket.change('Closed', { id: null, stands: 'system' }, closedAt);
    }
  }

  private reply(by: { readonly id: string }, text: string): void {
    const greeting = this.random.pick(GREETINGS).replace('{name}', this.requester.firstName);
    this.ticket.say(`${greeting}\n\n${this.fill(text)}`, by.id, true, 'public', this.at);
  }

  private answer(text: string): void {
    const { random } = this;
    const body = random.chance(0.2) ? `${text}\n\n${random.pick(THANKS)}` : text;
    this.ticket.say(body, this.requester.id, false, 'public', this.at);
  }

  private owner(): DemoActor {
    return { id: this.requester.id, stands: 'owner' };
  }

  /** Somebody of the team that works on such things. */
  private agent(): DemoActor & { readonly id: string } {
    const team = teamOf(this.problem.category);
    const members = this.world.staff.filter((person) => person.team === team);
    return { id: this.random.pick(members.length === 0 ? this.world.staff : members).id, stands: 'coordinator' };
  }

  /** People work in office hours; false when that time has not come yet. */
  private pass(milliseconds: number): boolean {
    const at = inOfficeHours(new Date(this.at.getTime() + Math.max(MINUTE, milliseconds)), this.random);
    if (at > this.until) {
      return false;
    }
    this.at = at;
    return true;
  }

  private fill(text: string): string {
    return text.replace(/\{(\w+)\}/g, (whole, key: string) => this.words[key] ?? whole);
  }
}

/** The same moment, or some minutes into the next morning that people work. UTC. */
export function inOfficeHours(at: Date, random: DemoRandom): Date {
  const moved = new Date(at);
  if (moved.getUTCHours() >= 17) {
    moved.setUTCHours(24, 0, 0, 0);
  }
  while (moved.getUTCDay() === 0 || moved.getUTCDay() === 6) {
    moved.setUTCHours(24, 0, 0, 0);
  }
  if (moved.getUTCHours() < 7) {
    moved.setUTCHours(7, random.whole(0, 90), random.whole(0, 59), random.whole(0, 999));
  }
  return moved;
}
