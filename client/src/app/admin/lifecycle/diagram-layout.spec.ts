import type { Line } from './lifecycle-lines';
import { arrowThrough, fetchLayOut, onCurve } from './diagram-layout';

const line = (from: Line['from'], to: Line['to']): Line => ({ from, to, who: ['admin'], needs: [] });

describe('the drawing of a lifecycle', () => {
  it('gives every status a place of its own, and every transition a line with words on it', async () => {
    const layOut = await fetchLayOut();
    const sizes = (['New', 'Open', 'Resolved', 'Merged'] as const).map((status) => ({
      status,
      width: 100,
      height: 40,
    }));
    const lines = [line('New', 'Open'), line('Open', 'Resolved'), line('Resolved', 'Open')];
    const drawing = layOut(sizes, lines, [20, 20, 20]);
    expect(drawing.lines.map((drawn) => drawn.line)).toEqual(lines);
    const boxes = drawing.statuses;
    const isApart = boxes.every((one, index) =>
      boxes.slice(index + 1).every(({ x, y }) => Math.abs(one.x - x) >= 100 || Math.abs(one.y - y) >= 40),
    );
    expect(isApart).toBe(true);
    expect(boxes.every(({ x, y }) => x > 0 && x < drawing.width && y > 0 && y < drawing.height)).toBe(true);
    expect(drawing.lines.every(({ path, head }) => path.startsWith('M') && head.split(' ').length === 3)).toBe(true);
  });

  it('ends a line before its head, which points at its end', () => {
    const { path, head } = arrowThrough([
      { x: 0, y: 0 },
      { x: 50, y: 0 },
      { x: 100, y: 0 },
    ]);
    expect(head.startsWith('100.0,0.0 ')).toBe(true);
    expect(path).toBe('M0.0,0.0 Q50.0,0.0 92.0,0.0');
  });

  it('puts the words on the line and not where it would be without its bend', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 50, y: 40 },
      { x: 100, y: 0 },
    ];
    expect(onCurve(points, { x: 50, y: 40 })).toEqual({ x: 50, y: 20 });
  });
});
