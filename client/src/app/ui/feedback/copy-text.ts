/** To the clipboard. Browsers give pages without TLS none, and a desk inside a company may be such a page. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // The old way: what is selected is copied. Beside the button, since a dialog keeps the focus among its own.
    const before = document.activeElement;
    const field = document.createElement('textarea');
    field.className = 'ss-visually-hidden';
    field.value = text;
    (before?.parentElement ?? document.body).append(field);
    field.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies without TLS
    document.execCommand('copy');
    field.remove();
    if (before instanceof HTMLElement) {
      before.focus();
    }
  }
}
