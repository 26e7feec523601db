import { compareAnswer, compareRepeated, compareAlone, compareListed, Different } from './compare.js';
import type { DeskDriver, Shown, ShownAlone } from './desk-driver.js';
import { linkMeant } from './model-links.js';
import { Model } from './model.js';
import { Requests, type Answer, type TicketRef } from './requests.js';
import { canSee } from './rules.js';
import { ACTORS, isStaff, type ActorName, type Command, type ModelTicket, type Outcome } from './world.js';

/** One sequence of commands, told to the model and to the desk at once. */
export class Story {
  readonly model: Model;
  readonly told: Command[] = [];
  private readonly refs: TicketRef[] = [];
  private readonly links = new Map<number, string>();
  private round = 0;

  constructor(private readonly desk: DeskDriver) {
    this.model = new Model(desk.now());
  }

  /** Throws what differs. */
  async tell(command: Command): Promise<void> {
    this.told.push(command);
    const linkMade = command.kind === 'unlink' ? linkMeant(this.model.state, command.on, command.nth) : null;
    const linkId = linkMade === null ? undefined : this.links.get(linkMade.id);
    const request = new Requests(this.desk, this.model.state, this.refs).of(command, linkId);
    const before = this.model.state;
    const outcome = this.model.apply(command, this.desk.now());
    if (outcome === null || request === null) {
      return;
    }
    const answer = await request();
    compareAnswer(answer, outcome, this.wordsOf(outcome));
    if ('twice' in command && command.twice === true) {
      compareRepeated(answer, await request());
    }
    this.learn(command, answer, outcome);
    for (const [index, { runs }] of this.model.state.tickets.entries()) {
      if (runs.length > (before.tickets[index]?.runs.length ?? 0)) {
        await this.desk.runsOf(this.refs[index]?.number ?? '', runs.length);
      }
    }
    this.compareOwnAnswer(command, answer);
  }

  time(hours: number): void {
    this.told.push({ kind: 'advance', hours });
    this.model.tick(this.desk.now());
  }

  /** How every list shows the tickets of this story; the administrator's says the versions. */
  compareLists(lists: ReadonlyMap<ActorName, ReadonlyMap<string, Shown>>): void {
    const { tickets } = this.model.state;
    tickets.forEach((ticket, index) => {
      const id = this.refs[index]?.id ?? '';
      const version = lists.get('admin')?.get(id)?.version;
      if (version === undefined) {
        throw new Different(`ticket ${String(index)}`, 'is in the list of the administrator', 'is not');
      }
      this.compareVersion(ticket, index, version);
      for (const actor of ACTORS) {
        const shown = lists.get(actor)?.get(id);
        const where = `ticket ${String(index)} in the list of ${actor}`;
        if ((shown !== undefined) !== canSee(actor, ticket)) {
          throw new Different(where, shown === undefined, shown !== undefined);
        }
        if (shown !== undefined) {
          compareListed(this.desk, shown, { ticket, actor, state: this.model.state, where });
        }
      }
    });
  }

  /** One ticket as one of them sees it: each round another. */
  async compareOne(): Promise<void> {
    const { tickets } = this.model.state;
    this.round += 1;
    const actor = ACTORS[this.round % ACTORS.length] ?? 'ada';
    await this.compareDetail(actor, Math.max(0, tickets.length - 1));
  }

  /** Every ticket as everybody sees it, with what was written in it. */
  async compareAll(): Promise<void> {
    for (const index of this.model.state.tickets.keys()) {
      for (const actor of ACTORS) {
        await this.compareDetail(actor, index);
      }
      await this.compareWords(index);
    }
  }

  private async compareDetail(actor: ActorName, index: number): Promise<void> {
    const ticket = this.model.state.tickets[index];
    if (ticket === undefined) {
      return;
    }
    const { id } = this.refs[index] ?? { id: '' };
    const answer = await this.desk.as<ShownAlone>(actor, 'GET', `/api/tickets/${id}`);
    const where = `ticket ${String(index)} as ${actor} opens it`;
    if (answer.status !== (canSee(actor, ticket) ? 200 : 404)) {
      throw new Different(where, canSee(actor, ticket) ? 200 : 404, answer.status);
    }
    if (answer.status === 200) {
      this.compareTicket(answer.body, actor, index, where);
    }
  }

  private compareTicket(shown: ShownAlone, actor: ActorName, index: number, where: string): void {
    const ticket = this.model.state.tickets[index];
    if (ticket !== undefined) {
      const followed = ticket.followUpOf === null ? undefined : this.refs[ticket.followUpOf];
      compareAlone(this.desk, shown, { ticket, actor, state: this.model.state, where }, followed?.id ?? null);
    }
  }

  private async compareWords(index: number): Promise<void> {
    const ticket = this.model.state.tickets[index];
    const { id } = this.refs[index] ?? { id: '' };
    for (const actor of ACTORS.filter((one) => ticket !== undefined && canSee(one, ticket))) {
      const path = `/api/tickets/${id}`;
      const { body } = await this.desk.as<{ items: { visibility: string }[] }>(
        actor,
        'GET',
        `${path}/comments?limit=100`,
      );
      const notes = body.items.filter(({ visibility }) => visibility === 'internal').length;
      const expected = [ticket?.publicComments, isStaff(actor) ? ticket?.notes : 0];
      const found = [body.items.length - notes, notes];
      if (String(found) !== String(expected)) {
        throw new Different(`comments and notes of ticket ${String(index)} for ${actor}`, expected, found);
      }
      const timeline = await this.desk.as<{ items: { type: string; visibility?: string; to?: string }[] }>(
        actor,
        'GET',
        `${path}/timeline`,
      );
      const isTold = timeline.body.items.some(({ visibility }) => visibility === 'internal');
      if (isTold && !isStaff(actor)) {
        throw new Different(`timeline of ticket ${String(index)} for ${actor}`, 'no note', timeline.body.items);
      }
      const history = timeline.body.items.flatMap(({ type, to }) => (type === 'ticket.status_changed' ? [to] : []));
      if (String(history) !== String(ticket?.history)) {
        throw new Different(`history of ticket ${String(index)} for ${actor}`, ticket?.history, history);
      }
    }
  }

  /** Grows by what changes the ticket, and by nothing else. */
  private compareVersion(ticket: ModelTicket, index: number, version: number): void {
    const before = ticket.versions.at(-1) ?? 0;
    const isRight = ticket.touched.length > 0 ? version > before : version === before;
    if (!isRight) {
      const grows = ticket.touched.length > 0 ? `more than ${String(before)}` : before;
      throw new Different(`version of ticket ${String(index)}`, grows, version);
    }
    this.model.sawVersion(ticket, version);
  }

  private compareOwnAnswer(command: Command, { status, body }: Answer): void {
    const isTicket = ['claim', 'assign', 'status', 'withdraw', 'close', 'reopen', 'edit', 'watch'].includes(
      command.kind,
    );
    if (status === 200 && isTicket && 'by' in command && 'on' in command) {
      const index = command.on % this.model.state.tickets.length;
      const ticket = this.model.state.tickets[index];
      if (ticket !== undefined && canSee(command.by, ticket)) {
        this.compareTicket(body, command.by, index, `the answer to ${command.by}`);
      }
    }
  }

  /** Ids that the desk gave. */
  private learn(command: Command, { body }: Answer, outcome: Outcome): void {
    if (command.kind === 'submit' && outcome.status === 201) {
      this.refs.push({ id: body.id, number: body.number });
    }
    if (outcome.followUp !== undefined && body.followUp !== undefined) {
      this.refs.push(body.followUp);
    }
    if (command.kind === 'link' && outcome.status === 201) {
      this.links.set(this.model.state.linksMade, body.id);
    }
  }

  private wordsOf({ says = [] }: Outcome): string[] {
    return says.map((word) => {
      const named = ACTORS.find((actor) => word === `name of ${actor}`);
      return named === undefined ? word : this.desk.fullNameOf(named);
    });
  }
}
