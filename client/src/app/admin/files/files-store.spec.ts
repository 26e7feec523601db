import { TestBed } from '@angular/core/testing';
import type { AdminFileDto, AdminFileListDto, AttachmentState } from '../../api/types';
import { AdminFilesApi } from './files-api';
import { FilesStore, statesOf } from './files-store';

const file = (id: string, state: AttachmentState = 'failed'): AdminFileDto => ({
  id,
  filename: `${id}.pdf`,
  size: 1,
  contentType: 'application/pdf',
  state,
  finding: null,
  ticket: null,
  uploadedBy: null,
  createdAt: '2026-03-02T09:00:00.000Z',
  scannedAt: null,
  allowedActions: ['scan', 'remove'],
});

describe('the files that an administrator looks after', () => {
  let answers: ((page: AdminFileListDto) => void)[];
  let asked: (readonly AttachmentState[])[];
  let store: FilesStore;

  beforeEach(() => {
    answers = [];
    asked = [];
    const list = (states: readonly AttachmentState[]): Promise<AdminFileListDto> => {
      asked.push(states);
      return new Promise((resolve) => answers.push(resolve));
    };
    TestBed.configureTestingModule({
      providers: [FilesStore, { provide: AdminFilesApi, useValue: { list } }],
    });
    store = TestBed.inject(FilesStore);
  });

  const ids = (): string =>
    store
      .files()
      .map(({ id }) => id)
      .join(' ');
  const answer = async (
    work: Promise<void>,
    items: AdminFileDto[],
    nextCursor: string | null = null,
  ): Promise<void> => {
    answers.pop()?.({ items, nextCursor });
    await work;
  };

  it('are those that are held, unless the address names one state', () => {
    expect(statesOf(undefined)).toEqual(['scanning', 'infected', 'failed']);
    expect(statesOf('nonsense')).toEqual(['scanning', 'infected', 'failed']);
    expect(statesOf('clean')).toEqual(['clean']);
  });

  it('keep the pages that were asked for, none of them twice', async () => {
    await answer(store.show(['failed']), [file('c'), file('b')], 'next');
    await answer(store.more(), [file('b'), file('a')]);
    expect([ids(), store.next()]).toEqual(['c b a', null]);
    await answer(store.refresh(), [file('d'), file('c')], 'next');
    expect([ids(), store.next()]).toEqual(['d c b a', null]);
    expect(asked).toHaveLength(3);
  });

  it('never come back by an answer that was on its way when one was taken away', async () => {
    await answer(store.show(['failed']), [file('b'), file('a')]);
    const late = store.refresh();
    store.drop('b');
    await answer(late, [file('b'), file('a')]);
    expect(ids()).toBe('a');
  });

  it('show at once what an act has answered', async () => {
    await answer(store.show(['failed']), [file('a')]);
    store.put(file('a', 'scanning'));
    expect(store.files()[0]?.state).toBe('scanning');
  });
});
