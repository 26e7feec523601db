import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { form, FormField } from '@angular/forms/signals';
import { provideI18n } from '../../i18n/strings';
import { Field } from '../field/field';
import { Combobox, matching } from './combobox';

const ZONES = [
  { value: 'America/New_York', detail: 'UTC-5' },
  { value: 'Europe/Zürich', detail: 'UTC+1' },
  { value: 'Europe/Berlin', detail: 'UTC+1' },
];

describe('what fits to a typed text', () => {
  it.each([
    ['', ['America/New_York', 'Europe/Zürich', 'Europe/Berlin']],
    ['new york', ['America/New_York']],
    ['zurich', ['Europe/Zürich']],
    ['utc+1 ber', ['Europe/Berlin']],
    ['e', ['Europe/Zürich', 'Europe/Berlin', 'America/New_York']],
    ['mars', []],
  ])('%j: %j', (typed, values) => {
    expect(matching(ZONES, typed).map(({ value }) => value)).toEqual(values);
  });
});

@Component({
  imports: [Combobox, Field, FormField],
  template: `
    <ss-field label="Zone" [of]="form.zone"><ss-combobox [options]="options" [formField]="form.zone" /></ss-field>
  `,
})
class Page {
  readonly options = ZONES;
  readonly model = signal({ zone: 'Europe/Berlin' });
  readonly form = form(this.model);
}

describe('a text field that offers what fits', () => {
  let fixture: ComponentFixture<Page>;
  let page: HTMLElement;
  let box: HTMLInputElement;
  const shown = (): string[] =>
    [...page.querySelectorAll('[role=option]')].map((one) => (one.querySelector('span')?.textContent ?? '').trim());
  const activeText = (): string =>
    document.getElementById(box.getAttribute('aria-activedescendant') ?? '')?.querySelector('span')?.textContent ?? '';

  async function press(key: string): Promise<KeyboardEvent> {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    box.dispatchEvent(event);
    await fixture.whenStable();
    return event;
  }

  async function type(text: string): Promise<void> {
    box.value = text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    await fixture.whenStable();
  }

  beforeEach(async () => {
    // jsdom lays nothing out.
    Element.prototype.scrollIntoView = (): void => undefined;
    TestBed.configureTestingModule({ providers: [provideI18n()] });
    fixture = TestBed.createComponent(Page);
    page = fixture.nativeElement;
    document.body.append(page);
    await fixture.whenStable();
    box = page.querySelector('input') ?? new HTMLInputElement();
  });

  it('opens by the arrow key with everything, at what it holds', async () => {
    expect(box.getAttribute('aria-expanded')).toBe('false');
    await press('ArrowDown');
    expect(shown()).toHaveLength(3);
    expect(activeText()).toBe('Europe/Berlin');
    expect(box.getAttribute('aria-expanded')).toBe('true');
  });

  it('typing narrows, arrows go round, Enter takes one and does not send the form', async () => {
    await type('europe');
    expect(shown()).toEqual(['Europe/Zürich', 'Europe/Berlin']);
    await press('ArrowUp');
    expect(activeText()).toBe('Europe/Berlin');
    await press('ArrowDown');
    expect(activeText()).toBe('Europe/Zürich');
    expect((await press('Enter')).defaultPrevented).toBe(true);
    expect(fixture.componentInstance.model().zone).toBe('Europe/Zürich');
    expect(shown()).toEqual([]);
    expect((await press('Enter')).defaultPrevented).toBe(false);
  });

  it('keeps a text of its own, and Escape closes the list alone', async () => {
    await type('europe/b');
    await press('Escape');
    expect(shown()).toEqual([]);
    expect(fixture.componentInstance.model().zone).toBe('europe/b');
  });
});
