/** Whoever moves the focus on purpose does so within this time; milliseconds. */
const PATIENCE_MS = 60;

function isSeen(element: Element): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

/** It could have the focus: it is there, seen, and not switched off. */
function isAlive(element: Element): boolean {
  return isSeen(element) && !element.matches(':disabled, [inert] *');
}

function ancestorsOf(element: Element): Element[] {
  const parent = element.parentElement;
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}

function isNowhere(): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at === document.documentElement;
}

/** Something that no key acts on takes the focus for once. */
function place(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) {
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  element.focus({ preventScroll: true });
}

/**
 * A button that is gone once it has acted takes the focus along: the browser drops it to the page, a reader of screens
 * begins anew, and nobody sees where the next Tab leads. Here it goes to what stood around the button instead, nothing
 * that Enter would set off. Whoever moves the focus himself comes first, and who clicks beside everything wants it there.
 */
export function keepFocus(content: HTMLElement): () => void {
  let last: HTMLElement | null = null;
  let around: readonly Element[] = [];
  /** The same of what had it last in the content: of a dialog nothing is left. */
  let aroundContent: readonly Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const onFocus = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement) {
      last = target;
      around = ancestorsOf(target);
      if (content.contains(target)) {
        aroundContent = around;
      }
    }
  };
  const onPointer = (): void => {
    last = null;
  };
  const mend = (): void => {
    if (last === null || !isNowhere() || isAlive(last)) {
      return;
    }
    const stays = [...around, ...aroundContent].find((one) => content.contains(one) && isSeen(one));
    last = null;
    place(stays instanceof HTMLElement ? stays : content);
  };
  const observer = new MutationObserver(() => {
    if (last !== null && isNowhere()) {
      clearTimeout(timer);
      timer = setTimeout(mend, PATIENCE_MS);
    }
  });

  observer.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['disabled', 'hidden', 'inert'],
  });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('pointerdown', onPointer, true);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('pointerdown', onPointer, true);
  };
}
