import type { FieldTree } from '@angular/forms/signals';

/** After a refused submission: the cursor goes to the first field, in the order of the page, that needs a change. */
export function focusFirstError(form: FieldTree<unknown>): void {
  // Bindings come in the order of the page; errors come in the order of the model.
  const controls = form()
    .errorSummary()
    .flatMap((error) => error.fieldTree().formFieldBindings())
    .toSorted((a, b) => (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  controls[0]?.focus();
}
