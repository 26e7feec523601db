import { type BaseHarnessFilters, ComponentHarness, HarnessPredicate } from '@angular/cdk/testing';

export interface FieldHarnessFilters extends BaseHarnessFilters {
  label?: string;
}

/** A field as a person meets it: by its label. */
export class FieldHarness extends ComponentHarness {
  static readonly hostSelector = 'ss-field';

  static with(options: FieldHarnessFilters): HarnessPredicate<FieldHarness> {
    return new HarnessPredicate(FieldHarness, options).addOption('label', options.label, (harness, label) =>
      HarnessPredicate.stringMatches(harness.label(), label),
    );
  }

  private readonly control = this.locatorFor('input, textarea, select');

  async label(): Promise<string> {
    return (await this.locatorFor('label')()).text();
  }

  async type(text: string): Promise<void> {
    const control = await this.control();
    await control.clear();
    await control.sendKeys(text);
    await control.blur();
  }

  /** The sentence that describes the control as wrong; null when it is right. */
  async error(): Promise<string | null> {
    const control = await this.control();
    if ((await control.getAttribute('aria-invalid')) !== 'true') {
      return null;
    }
    const ids = (await control.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const texts = await Promise.all(
      ids.map(async (id) => (await (await this.locatorForOptional(`[id="${id}"]`)())?.text()) ?? ''),
    );
    return texts.filter(Boolean).join(' ');
  }

  async isFocused(): Promise<boolean> {
    return (await this.control()).isFocused();
  }
}
