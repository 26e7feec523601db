/** Shares of the real size that the buttons step through. */
const STEPS = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4] as const;

/** A little more than where one is already is no step. */
const NEAR = 1.05;

/** The next larger share; the largest stays. */
export function larger(scale: number): number {
  return STEPS.find((step) => step > scale * NEAR) ?? Math.max(scale, STEPS[STEPS.length - 1] ?? scale);
}

/** The next smaller share; the smallest stays. */
export function smaller(scale: number): number {
  return STEPS.findLast((step) => step * NEAR < scale) ?? Math.min(scale, STEPS[0]);
}

/** The share at which all of it is seen; what is small is not blown up. */
export function fitting(
  content: { readonly width: number; readonly height: number },
  room: { readonly width: number; readonly height: number },
): number {
  return content.width === 0 || content.height === 0
    ? 1
    : Math.min(1, room.width / content.width, room.height / content.height);
}
