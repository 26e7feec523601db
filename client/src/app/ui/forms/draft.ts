import { DestroyRef, effect, inject, signal, type Signal, type WritableSignal } from '@angular/core';
import { Drafts } from '../../session/drafts';

const PAUSE_MS = 300;

export interface Draft {
  /** When the draft was last kept; null while there is none. */
  savedAt: Signal<Date | null>;
  /** After sending: nothing remains on this device. */
  clear: () => void;
}

/**
 * Keeps a form's text in the drafts through reload, expiry and failure. Call it where the model is made, with a name
 * of its own per form and record. Fields in `never` (passwords) are not kept, nor are those that are as in `baseline`,
 * for forms that change something there is.
 */
export function keepDraft<Model extends object>(
  name: string,
  model: WritableSignal<Model>,
  never: readonly (keyof Model & string)[] = [],
  baseline: () => Partial<Model> = () => ({}),
): Draft {
  const drafts = inject(Drafts);
  const initial = model();
  const savedAt = signal<Date | null>(null);
  const kept = (value: Model): Record<string, unknown> => {
    const base = baseline();
    return Object.fromEntries(
      Object.entries(value).filter(
        ([field, text]) => !never.some((secret) => secret === field) && Reflect.get(base, field) !== text,
      ),
    );
  };
  const forget = (): void => {
    savedAt.set(null);
    drafts.remove(name);
  };

  const draft = drafts.read(name);
  if (typeof draft === 'object' && draft !== null) {
    // Only fields the form still has, of the kind they still are.
    const fitting = Object.entries(draft).filter(
      ([field, value]) => field in initial && typeof value === typeof Reflect.get(initial, field),
    );
    model.set({ ...initial, ...Object.fromEntries(fitting) });
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = JSON.stringify(kept(model()));
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const value = kept(model());
    if (Object.keys(value).length === 0) {
      forget();
    } else if (drafts.write(name, value)) {
      savedAt.set(new Date());
    }
  };
  effect(() => {
    const now = JSON.stringify(kept(model()));
    if (now !== last) {
      last = now;
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE_MS);
    }
  });
  inject(DestroyRef).onDestroy(() => {
    if (timer !== undefined) {
      keep();
    }
  });

  return {
    savedAt: savedAt.asReadonly(),
    clear: () => {
      clearTimeout(timer);
      timer = undefined;
      last = JSON.stringify(kept(model()));
      forget();
    },
  };
}
