import type { LifecycleDto, TicketStatus, WishedLifecycleDto } from '../../api/types';

export type Actor = LifecycleDto['transitions'][number]['who'][number];
export type Need = LifecycleDto['transitions'][number]['needs'][number];
export type Category = LifecycleDto['statuses'][number]['category'];

/** In the order in which they are read. */
export const ACTORS: readonly Actor[] = ['owner', 'coordinator', 'admin', 'workflow', 'system'];
export const NEEDS: readonly Need[] = ['reason', 'assignee', 'holdReason', 'resolution'];

/** One arrow of the diagram. */
export interface Line {
  readonly from: TicketStatus;
  readonly to: TicketStatus;
  readonly who: readonly Actor[];
  readonly needs: readonly Need[];
}

/**
 * The lifecycle as fields of a form, each a text, so that two administrators collide in single names and arrows and
 * not in the whole of it: `name:Open`, `requesterName:Open`, and `Open>Closed` for every pair, empty where no arrow is.
 */
export type Fields = Record<string, string>;

export const nameKey = (status: TicketStatus): string => `name:${status}`;
export const requesterNameKey = (status: TicketStatus): string => `requesterName:${status}`;
export const lineKey = (from: TicketStatus, to: TicketStatus): string => `${from}>${to}`;

export function lineText({ who, needs }: Pick<Line, 'who' | 'needs'>): string {
  const inOrder = <T>(order: readonly T[], some: readonly T[]): string =>
    order.filter((one) => some.includes(one)).join(',');
  return `${inOrder(ACTORS, who)}|${inOrder(NEEDS, needs)}`;
}

export function fieldsOf({ statuses, transitions }: LifecycleDto): Fields {
  const keys = statuses.map(({ key }) => key);
  const pairs = keys.flatMap((from) =>
    keys.filter((to) => to !== from).map((to): [string, string] => [lineKey(from, to), '']),
  );
  return {
    ...Object.fromEntries(
      statuses.flatMap(({ key, name, requesterName }) => [
        [nameKey(key), name],
        [requesterNameKey(key), requesterName],
      ]),
    ),
    ...Object.fromEntries(pairs),
    ...Object.fromEntries(transitions.map((line) => [lineKey(line.from, line.to), lineText(line)])),
  };
}

/** Null: there is no such arrow. */
export function lineOf(fields: Fields, from: TicketStatus, to: TicketStatus): Line | null {
  const text = fields[lineKey(from, to)] ?? '';
  if (text === '') {
    return null;
  }
  const [who = '', needs = ''] = text.split('|');
  const words = (list: string): readonly string[] => list.split(',');
  return {
    from,
    to,
    who: ACTORS.filter((actor) => words(who).includes(actor)),
    needs: NEEDS.filter((need) => words(needs).includes(need)),
  };
}

/** All arrows, those of one status together. */
export function linesOf(fields: Fields, statuses: readonly TicketStatus[]): readonly Line[] {
  return statuses.flatMap((from) =>
    statuses.map((to) => lineOf(fields, from, to)).filter((line): line is Line => line !== null),
  );
}

export function wishOf(fields: Fields, statuses: readonly TicketStatus[]): WishedLifecycleDto {
  return {
    statuses: statuses.map((key) => ({
      key,
      name: (fields[nameKey(key)] ?? '').trim(),
      requesterName: (fields[requesterNameKey(key)] ?? '').trim(),
    })),
    transitions: linesOf(fields, statuses).map(({ from, to, who, needs }) => ({
      from,
      to,
      who: [...who],
      needs: [...needs],
    })),
  };
}
