import { gistOf, previewOf } from './reply-preview';

describe('what a saved reply looks like before it is chosen', () => {
  const body = 'Hello {{requester.firstName}},\n\nplease restart it.\n\nKind regards\n{{ desk.name }}';

  it('has the names that the page knows, and points for the others', () => {
    expect(previewOf(body, { 'requester.firstName': 'Lena' })).toBe(
      'Hello Lena,\n\nplease restart it.\n\nKind regards\n…',
    );
  });

  it('is told by what follows the greeting', () => {
    expect(gistOf(previewOf(body, {}))).toBe('please restart it. Kind regards …');
    expect(gistOf('One line, and no more')).toBe('One line, and no more');
  });
});
