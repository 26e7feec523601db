import type { Locator, Page } from 'playwright-core';
import { pageProblems, type Visit } from './browser.js';
import { eventually } from './eventually.js';

/** Where somebody is: a few words of what has the focus, null when nothing has or nobody sees it. */
const PLACE = `(() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (at === null || at === document.body || at === document.documentElement) return null;
  if (at.getClientRects().length === 0) return null;
  const name = at.getAttribute('aria-label') ?? at.textContent ?? '';
  return at.tagName.toLowerCase() + ' ' + name.replace(/\\s+/g, ' ').trim().slice(0, 60);
})()`;

/** No pointer ever comes: a test that reaches for one is told so by the page. */
const WATCH = `addEventListener('pointerdown', () => console.error('A pointer was used'), true);`;

/** How far somebody is ready to go by Tab. */
const FAR = 60;

/**
 * A person without a mouse. Acts through keys alone; the page is only looked at. After every step the focus is somewhere
 * that can be seen, or the step fails: whoever has no mouse is lost otherwise.
 */
export class Keyboard {
  private constructor(
    private readonly page: Page,
    readonly complaints: readonly string[],
  ) {}

  static async at({ page, complaints }: Visit): Promise<Keyboard> {
    await page.addInitScript(WATCH);
    return new Keyboard(page, complaints);
  }

  /** One key after the other, each of which leaves the focus somewhere. */
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.hasPlace(`after ${key}`);
    }
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.hasPlace(`after typing “${text}”`);
  }

  /** Goes on by Tab, or back by Shift and Tab, to what is named. Tells the way when it is not there. */
  async tabTo(target: Locator, direction: 'on' | 'back' = 'on'): Promise<void> {
    const way: string[] = [];
    await target.first().waitFor();
    for (let step = 0; step < FAR; step += 1) {
      if (await this.isAt(target)) {
        return;
      }
      await this.page.keyboard.press(direction === 'on' ? 'Tab' : 'Shift+Tab');
      way.push(String(await this.page.evaluate<string | null>(PLACE)));
    }
    throw new Error(`Not reached by Tab: ${String(target)}. The way:\n${way.join('\n')}`);
  }

  /** To it by Tab, and takes it. */
  async take(target: Locator, direction: 'on' | 'back' = 'on'): Promise<void> {
    await this.tabTo(target, direction);
    await this.press('Enter');
  }

  /** In a menu or a list, by the arrow. */
  async arrowTo(target: Locator, key = 'ArrowDown'): Promise<void> {
    const way: string[] = [];
    for (let step = 0; step < FAR; step += 1) {
      if (await this.isAt(target)) {
        return;
      }
      await this.press(key);
      way.push(String(await this.page.evaluate<string | null>(PLACE)));
    }
    throw new Error(`Not reached by ${key}: ${String(target)}. The way:\n${way.slice(0, 12).join('\n')}`);
  }

  async isAt(target: Locator): Promise<boolean> {
    return (await target.and(this.page.locator(':focus')).count()) > 0;
  }

  /** Waits until the focus has come to it by itself. */
  async arrivesAt(target: Locator): Promise<void> {
    await eventually(async () => {
      if (!(await this.isAt(target))) {
        throw new Error(`the focus is at ${String(await this.page.evaluate(PLACE))}, not at ${String(target)}`);
      }
      return true;
    });
  }

  /** Fails when the focus fell to the page itself and stayed there. */
  async hasPlace(when: string): Promise<void> {
    const look = async (): Promise<string | null> => this.page.evaluate<string | null>(PLACE);
    await eventually(look, { within: 3_000 }).catch((error: unknown) => {
      throw new Error(`The focus is lost ${when}`, { cause: error });
    });
  }

  /** `pageProblems`, from a second window where the look of this one would have to change under the hands. */
  async problems(where: 'here' | 'beside' = 'here'): Promise<string[]> {
    if (where === 'here') {
      const before = await this.page.evaluate<string | null>(PLACE);
      const found = await pageProblems(this.page);
      const after = await this.page.evaluate<string | null>(PLACE);
      return before === after ? found : [...found, `the focus went from ${String(before)} to ${String(after)}`];
    }
    const beside = await this.page.context().newPage();
    await beside.goto(this.page.url());
    await beside.waitForLoadState('networkidle');
    const problems = await pageProblems(beside);
    await beside.close();
    return problems;
  }
}
