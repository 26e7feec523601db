import { ApiError } from '../../api/api-error';
import { RecordForm, type RecordSource } from './record-form';

interface Thing {
  readonly version: number;
  readonly name: string;
  readonly note: string;
}
type Fields = { readonly name: string; readonly note: string };

const EMPTY: Fields = { name: '', note: '' };
const stale = new ApiError(412, 'VERSION_STALE', 'stale');

/** A server with one thing, which refuses versions that are not the newest. */
function shelf(standing: Thing | null, refusal: ApiError | null = null) {
  const kept = { thing: standing, written: [] as string[][] };
  const source: RecordSource<Thing, Fields> = {
    fieldsOf: ({ name, note }) => ({ name, note }),
    read: () => Promise.resolve(kept.thing as Thing),
    write: (fields, changed, saved) => {
      if (refusal !== null) {
        return Promise.reject(refusal);
      }
      if (saved !== null && saved.version !== kept.thing?.version) {
        return Promise.reject(stale);
      }
      kept.written.push([...changed]);
      kept.thing = { ...fields, version: (kept.thing?.version ?? 0) + 1 };
      return Promise.resolve(kept.thing);
    },
    check: ({ name }) => (name === '' ? { name: 'missing' } : {}),
    placed: ({ code }) => (code === 'KEY_TAKEN' ? { name: 'taken' } : null),
  };
  return { kept, source };
}

const one: Thing = { version: 1, name: 'a', note: '' };

describe('a form of a record', () => {
  it('sends what was changed and stands on the answer', async () => {
    const { kept, source } = shelf(one);
    const form = new RecordForm(source, one, EMPTY);
    form.set('note', 'x');
    expect(await form.save()).toBe(true);
    expect(kept.written).toEqual([['note']]);
    expect(form.changes()).toEqual([]);
    expect(form.saved()?.version).toBe(2);
  });

  it('tells what is wrong once a field was left or saving was tried, and sends nothing', async () => {
    const { kept, source } = shelf(null);
    const form = new RecordForm(source, null, EMPTY);
    expect(form.problemOf('name')).toBe('');
    expect(await form.save()).toBe(false);
    expect(form.problemOf('name')).toBe('missing');
    expect(kept.written).toEqual([]);
  });

  it('puts a refusal to its field until that is changed', async () => {
    const { source } = shelf(null, new ApiError(409, 'KEY_TAKEN', 'taken'));
    const form = new RecordForm(source, null, EMPTY);
    form.set('name', 'b');
    expect(await form.save()).toBe(false);
    expect([form.problemOf('name'), form.failure()]).toEqual(['taken', null]);
    form.set('name', 'c');
    expect(form.problemOf('name')).toBe('');
  });

  it('saves on top of what somebody else has changed elsewhere in it', async () => {
    const { kept, source } = shelf({ ...one, version: 2, name: 'theirs' });
    const form = new RecordForm(source, one, EMPTY);
    form.set('note', 'mine');
    expect(await form.save()).toBe(true);
    expect(kept.thing).toEqual({ version: 3, name: 'theirs', note: 'mine' });
  });

  it('lets somebody choose where both changed the same', async () => {
    const { kept, source } = shelf({ ...one, version: 2, name: 'theirs' });
    const form = new RecordForm(source, one, EMPTY);
    form.set('name', 'mine');
    form.set('note', 'mine');
    expect(await form.save()).toBe(false);
    expect(form.conflict()?.keys).toEqual(['name']);
    expect(form.fields().name).toBe('mine');
    expect(await form.settle(['name'])).toBe(true);
    expect(kept.thing).toEqual({ version: 3, name: 'theirs', note: 'mine' });
  });

  it('keeps what was typed when saving fails', async () => {
    const { source } = shelf(one, new ApiError(0, 'OFFLINE', 'off'));
    const form = new RecordForm(source, one, EMPTY);
    form.set('name', 'mine');
    expect(await form.save()).toBe(false);
    expect(form.failure()).not.toBeNull();
    expect(form.fields().name).toBe('mine');
  });

  it('takes in what others save while it is open, below its own changes', () => {
    const { source } = shelf(one);
    const form = new RecordForm(source, one, EMPTY);
    form.set('note', 'mine');
    form.refresh({ ...one, version: 2, name: 'theirs' });
    expect(form.fields()).toEqual({ name: 'theirs', note: 'mine' });
  });
});
