import AxeBuilder from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { join } from 'node:path';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--headless=new'];

/** Headless Chromium out of an npm package, or the one that CHROMIUM names. */
export async function startBrowser(): Promise<Browser> {
  const given = process.env['CHROMIUM'];
  return playwright.launch({ executablePath: given ?? (await chromium.executablePath()), args: FLAGS });
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Uncaught errors, console errors and refused scripts so far; a test ends by expecting none. */
  readonly complaints: readonly string[];
}

interface VisitOptions {
  readonly url: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly locale?: string;
  /** A telephone: fingers instead of a mouse. */
  readonly isTouched?: boolean;
}

/** A person with a browser of his own: nothing is shared with another visit. */
export async function visit(
  browser: Browser,
  {
    url,
    viewport = { width: 1280, height: 800 },
    colorScheme = 'light',
    locale = 'en-GB',
    isTouched = false,
  }: VisitOptions,
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { ...viewport },
    colorScheme,
    locale,
    hasTouch: isTouched,
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // Chromium itself reports every refused request; what the page makes of it is what the tests look at.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  return { page, context, complaints };
}

/** A colour on its way from one to another has no contrast that means anything. A script, since tests know no DOM types. */
const MOVEMENT_ENDS = `Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished)).then(() => null)`;

/** What axe finds wrong with the page once it stands still, one line each: rule, element, reason. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  return problemsOf(
    page,
    new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      // Experimental in axe: takes the initials of an avatar, which are hidden from assistive technology, for a label.
      .disableRules('label-content-name-mismatch'),
  );
}

async function problemsOf(page: Page, axe: AxeBuilder): Promise<string[]> {
  await page.evaluate(MOVEMENT_ENDS);
  // Without frames of other origins one call is enough; otherwise axe is carried through a second page.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')} (${help})`));
}

/**
 * Tall telephones, so that nothing is half under the bar at the foot, where axe finds it too small to touch. What is not
 * a colour does not change with the scheme, and the widest page shows every colour.
 */
const LOOKS = [
  { colorScheme: 'light', viewport: { width: 390, height: 2600 } },
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
] as const;

/**
 * What is wrong with the page on a telephone and a desk's screen, light and dark: for axe, and by scrolling sideways.
 * SCREENSHOTS names an existing folder for pictures of every page that was looked at. The page ends as it began.
 */
export async function pageProblems(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  const problems: string[] = [];
  for (const { colorScheme, viewport } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    const look = `${colorScheme} ${String(viewport.width)}`;
    const found =
      colorScheme === 'light'
        ? await accessibilityProblems(page)
        : await problemsOf(page, new AxeBuilder({ page }).withRules(['color-contrast']));
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    problems.push(...found.map((line) => `${look}: ${line}`));
    if (width > viewport.width) {
      problems.push(`${look}: ${String(width)} pixels wide`);
    }
    await keepPicture(page, look);
  }
  await page.emulateMedia({ colorScheme: null });
  if (before !== null) {
    await page.setViewportSize(before);
  }
  return problems;
}

/** What a finger misses: 44 pixels each way, but for links within a sentence. Where it lands counts, not what is drawn. */
const MISSED = `(() => {
  const LEAST = 44;
  const isWithin = (target, hit) => hit !== null && (target === hit || target.contains(hit) ||
    hit.closest('label')?.control === target || (target.labels ?? [])[0]?.contains(hit) === true);
  const isInline = (one) => one.matches('a') && getComputedStyle(one).display === 'inline' &&
    [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=tab], [role=menuitem]';
  return [...document.querySelectorAll(wanted)].flatMap((one) => {
    const shown = one.matches('[type=radio], [type=checkbox]') ? (one.labels?.[0] ?? one) : one;
    const { left, right, top, bottom, width, height } = shown.getBoundingClientRect();
    const x = (left + right) / 2;
    const y = (top + bottom) / 2;
    const isThere = width > 1 && height > 1 && x > 0 && x < innerWidth && y > 0 && y < innerHeight;
    if (!isThere || one.disabled || isInline(one) || !isWithin(one, document.elementFromPoint(x, y))) return [];
    const reach = (dx, dy) => {
      let far = 0;
      while (far < LEAST && isWithin(one, document.elementFromPoint(x + dx * (far + 1), y + dy * (far + 1)))) far += 1;
      return far;
    };
    // Half a pixel is lost at each side of what stands between pixels.
    const isFar = Math.min(reach(-1, 0) + reach(1, 0), reach(0, -1) + reach(0, 1)) + 2 >= LEAST;
    const name = (one.getAttribute('aria-label') ?? one.textContent ?? '').replace(/\\s+/g, ' ').trim().slice(0, 40);
    return isFar ? [] : [one.tagName.toLowerCase() + ' ' + name + ': ' + Math.round(width) + ' x ' + Math.round(height)];
  });
})()`;

/** What on the page is too small for a finger, at the width of a telephone. */
export async function missedByFingers(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 2600 });
  await page.evaluate(MOVEMENT_ENDS);
  const missed = await page.evaluate<string[]>(MISSED);
  if (before !== null) {
    await page.setViewportSize(before);
  }
  return missed;
}

let pictures = 0;

async function keepPicture(page: Page, look: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) {
    pictures += 1;
    const name = `${String(pictures).padStart(3, '0')}${new URL(page.url()).pathname.replaceAll('/', '-')} ${look}.png`;
    await page.screenshot({ path: join(folder, name) });
  }
}

/** Waits for what the page says at its foot; readers of screens get the same words from a second place. */
export async function told(page: Page, text: string): Promise<void> {
  await page.getByRole('region', { name: 'Notices' }).getByText(text).waitFor();
}

/** By the form, as people do it; resolves when the desk is open. */
export async function signInByForm(
  page: Page,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
}
