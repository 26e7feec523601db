import type { ErrorDetails } from '../../../kernel/domain-error.js';
import type { FieldValues } from '../../../kernel/field-merge.js';
import type { SettingField } from './setting-field.js';

/** The settings of one subject: `read` answers an object of exactly these fields. */
export interface SettingsArea<V extends object> {
  /** Lower-case words with hyphens: the last part of its address. */
  readonly key: string;
  readonly label: string;
  /** One sentence: what it is about. */
  readonly help: string;
  readonly fields: { readonly [K in keyof V]: SettingField<V[K]> };
}

/** An area whose fields are not known by name: what the registry and the routes work with. */
export type AnyArea = SettingsArea<Readonly<Record<string, unknown>>>;

/** What is kept: only fields that somebody has changed once. */
export type StoredValues = Readonly<Record<string, unknown>>;

export function settingsArea<V extends object>(area: SettingsArea<V>): SettingsArea<V> {
  return area;
}

/**
 * All values of an area. A stored value that is no longer allowed (an option that a newer version does not know) counts as
 * never changed: a desk must start and decide, whatever an older one has kept.
 */
export function valuesOf<V extends object>(area: SettingsArea<V>, stored: StoredValues): V {
  const values = Object.entries<SettingField<unknown>>(area.fields).map(([key, field]): [string, unknown] => {
    const judged = Object.hasOwn(stored, key) ? field.judge(stored[key]) : null;
    return [key, judged !== null && 'value' in judged ? judged.value : field.default];
  });
  // Built from exactly the fields of V, each judged by its own field.
  return Object.fromEntries(values) as V;
}

export interface JudgedPatch {
  /** What is allowed, as it will be kept. */
  readonly values: StoredValues;
  /** Per field what is wrong; empty when all is well. */
  readonly problems: ErrorDetails;
}

/** What somebody wants to change: unknown keys are named, and each field says what it must be. */
export function judgePatch(area: AnyArea, patch: StoredValues): JudgedPatch {
  const fields = new Map(Object.entries<SettingField<unknown>>(area.fields));
  const values: Record<string, unknown> = {};
  const problems: Record<string, string[]> = {};
  for (const [key, given] of Object.entries(patch)) {
    const field = fields.get(key);
    if (field === undefined) {
      problems[`values.${key}`] = [`Unknown field ${key}`];
      continue;
    }
    const judged = field.judge(given);
    if ('problem' in judged) {
      problems[`values.${key}`] = [judged.problem];
    } else {
      values[key] = judged.value;
    }
  }
  return { values, problems };
}

/** Values as text, the way a conflict shows them. */
export function asText(values: StoredValues): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : String(value)]),
  );
}
