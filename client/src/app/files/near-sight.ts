import { DestroyRef, ElementRef, inject, signal, type Signal } from '@angular/core';

/** So far outside of what is seen, things begin to be fetched. */
const AHEAD = '400px';

/** Becomes true once the component is about to be seen, and stays so. Needs the component's injection context. */
export function nearSight(): Signal<boolean> {
  const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
  const isNear = signal(false);
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        isNear.set(true);
        observer.disconnect();
      }
    },
    { rootMargin: AHEAD, scrollMargin: AHEAD },
  );
  observer.observe(nativeElement);
  inject(DestroyRef).onDestroy(() => observer.disconnect());
  return isNear.asReadonly();
}
