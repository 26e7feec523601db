import { effect, untracked } from '@angular/core';
import { Loaded } from './loaded';

/** Loads what `about` names, and again when it names something else. Needs an injection context. */
export function loadedBy<About, T>(about: () => About, fetch: (about: About) => Promise<T>): Loaded<T> {
  const loaded = new Loaded(() => fetch(untracked(about)));
  effect(() => {
    about();
    untracked(() => {
      loaded.reset();
      void loaded.load();
    });
  });
  return loaded;
}
