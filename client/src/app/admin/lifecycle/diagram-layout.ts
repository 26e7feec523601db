import type { TicketStatus } from '../../api/types';
import type { Line } from './lifecycle-lines';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnStatus extends Point {
  readonly status: TicketStatus;
  readonly width: number;
  readonly height: number;
}

export interface DrawnLine {
  readonly line: Line;
  /** Of an SVG path, from status to status. */
  readonly path: string;
  /** The three corners of its head. */
  readonly head: string;
  /** Where its words stand: the middle. */
  readonly label: Point;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly statuses: readonly DrawnStatus[];
  readonly lines: readonly DrawnLine[];
}

export type LayOut = (
  sizes: readonly Omit<DrawnStatus, 'x' | 'y'>[],
  lines: readonly Line[],
  labels: readonly number[],
) => Drawing;

const MARGIN = 12;
const HEAD = 9;

/** The library that finds places; fetched with the first diagram. */
export async function fetchLayOut(): Promise<LayOut> {
  const { Graph, layout } = await import('@dagrejs/dagre');
  return (sizes, lines, labels) => {
    const graph = new Graph();
    graph.setGraph({ rankdir: 'LR', nodesep: 34, ranksep: 34, edgesep: 14, marginx: MARGIN, marginy: MARGIN });
    sizes.forEach(({ status, width, height }) => graph.setNode(status, { width, height }));
    lines.forEach(({ from, to }, index) => {
      graph.setEdge(from, to, { width: labels[index] ?? 0, height: 18, labelpos: 'c' });
    });
    // Nothing is drawn to Merged; it stands at the end all the same.
    graph.setEdge('Resolved', 'Merged', { width: 0, height: 0 });
    layout(graph);
    const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
    return {
      width,
      height,
      statuses: sizes.map((size) => {
        const { x, y } = graph.node(size.status) as Point;
        return { ...size, x, y };
      }),
      lines: lines.map((line) => {
        const { points, x, y } = graph.edge(line.from, line.to) as { points: readonly Point[] } & Point;
        return { line, label: onCurve(points, { x, y }), ...arrowThrough(points) };
      }),
    };
  };
}

/** A line that bends softly at its points, and a head at its end. */
export function arrowThrough(points: readonly Point[]): { path: string; head: string } {
  const [first, ...others] = points;
  const end = others.at(-1);
  const before = others.at(-2) ?? first;
  if (first === undefined || end === undefined || before === undefined) {
    return { path: '', head: '' };
  }
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const back = (distance: number, aside: number): Point => ({
    x: end.x - distance * Math.cos(angle) - aside * Math.sin(angle),
    y: end.y - distance * Math.sin(angle) + aside * Math.cos(angle),
  });
  const bends = others.slice(0, -1).map((point, index) => {
    const next = others[index + 1] ?? point;
    const half =
      index === others.length - 2 ? back(HEAD - 1, 0) : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${at(point)} ${at(half)}`;
  });
  return {
    path: `M${at(first)} ${bends.length === 0 ? `L${at(back(HEAD - 1, 0))}` : bends.join(' ')}`,
    head: [end, back(HEAD, 4.5), back(HEAD, -4.5)].map(at).join(' '),
  };
}

const between = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

/** The bends pull the line away from the place that was found for its words: where it passes by. */
export function onCurve(points: readonly Point[], place: Point): Point {
  const distance = ({ x, y }: Point): number => Math.hypot(x - place.x, y - place.y);
  const inner = points.slice(1, -1);
  const bend = inner.reduce(
    (best, point, index) => (distance(point) < distance(inner[best] ?? point) ? index : best),
    0,
  );
  const [before, point, after] = [points[bend], inner[bend], points[bend + 2]];
  if (before === undefined || point === undefined || after === undefined) {
    return place;
  }
  // The bend begins at the very first point, and ends at the very last one.
  const start = bend === 0 ? before : between(before, point);
  const end = bend === inner.length - 1 ? after : between(point, after);
  return between(between(start, point), between(point, end));
}

function at({ x, y }: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
