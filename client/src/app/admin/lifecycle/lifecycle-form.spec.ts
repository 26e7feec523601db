import { ApiError } from '../../api/api-error';
import type { LifecycleDto } from '../../api/types';
import type { LifecycleApi } from './lifecycle-api';
import { LifecycleForm } from './lifecycle-form';
import { lineOf, nameKey } from './lifecycle-lines';

const statuses = (['New', 'Open', 'Closed'] as const).map((key) => ({ key, name: key, requesterName: key }));

function lifecycleOf(names: Readonly<Record<string, string>> = {}, version = 1): LifecycleDto {
  return {
    version,
    statuses: statuses.map((status) => ({ ...status, name: names[status.key] ?? status.name })),
    transitions: [
      { from: 'New', to: 'Open', who: ['admin'], needs: [], isReopening: false, isRemovable: false },
      { from: 'Open', to: 'Closed', who: ['owner'], needs: ['reason'], isReopening: false, isRemovable: true },
    ],
    problems: [],
    updatedAt: '',
    updatedBy: null,
  } as unknown as LifecycleDto;
}

describe('the lifecycle while it is changed', () => {
  const read = vi.fn<LifecycleApi['read']>();
  const change = vi.fn<LifecycleApi['change']>();
  const problemsOf = vi.fn<LifecycleApi['problemsOf']>();
  let form: LifecycleForm;

  beforeEach(() => {
    vi.resetAllMocks();
    form = new LifecycleForm({ read, change, problemsOf } as unknown as LifecycleApi, lifecycleOf());
  });

  it('sends all names and transitions, with the version it began with', async () => {
    change.mockResolvedValue(lifecycleOf({ New: 'Inbox' }, 2));
    form.set(nameKey('New'), ' Inbox ');
    form.remove({ from: 'Open', to: 'Closed' });
    form.put({ from: 'Closed', to: 'Open', who: ['admin', 'owner'], needs: ['reason'] });
    await expect(form.save()).resolves.toBe(true);
    expect(change).toHaveBeenCalledExactlyOnceWith(
      {
        statuses: [{ key: 'New', name: 'Inbox', requesterName: 'New' }, ...statuses.slice(1)],
        transitions: [
          { from: 'New', to: 'Open', who: ['admin'], needs: [] },
          { from: 'Closed', to: 'Open', who: ['owner', 'admin'], needs: ['reason'] },
        ],
      },
      1,
    );
    expect(form.changes()).toEqual([]);
  });

  it('tells a transition that nobody may make from one that is not there', () => {
    form.put({ from: 'Open', to: 'Closed', who: [], needs: [] });
    expect(lineOf(form.fields(), 'Open', 'Closed')).toEqual({ from: 'Open', to: 'Closed', who: [], needs: [] });
    form.remove({ from: 'Open', to: 'Closed' });
    expect(lineOf(form.fields(), 'Open', 'Closed')).toBeNull();
  });

  it('shows the problems of the last question alone, and none once nothing is changed', async () => {
    let answerFirst = (_: readonly string[]): void => undefined;
    problemsOf.mockReturnValueOnce(new Promise((answer) => (answerFirst = answer))).mockResolvedValueOnce(['second']);
    form.remove({ from: 'New', to: 'Open' });
    const first = form.check();
    await form.check();
    answerFirst(['first']);
    await first;
    expect(form.problems()).toEqual(['second']);
    form.discard();
    await form.check();
    expect(form.problems()).toEqual([]);
  });

  it('saves on top of what somebody else changed elsewhere', async () => {
    change.mockRejectedValueOnce(new ApiError(412, 'VERSION_STALE', 'Stale'));
    read.mockResolvedValue(lifecycleOf({ Closed: 'Done' }, 2));
    change.mockResolvedValueOnce(lifecycleOf({ New: 'Inbox', Closed: 'Done' }, 3));
    form.set(nameKey('New'), 'Inbox');
    await expect(form.save()).resolves.toBe(true);
    const [wish, version] = change.mock.calls[1] ?? [];
    expect(version).toBe(2);
    expect(wish?.statuses.map(({ name }) => name)).toEqual(['Inbox', 'Open', 'Done']);
  });

  it('asks where both changed the same, and needs no saving when the other’s is taken', async () => {
    change.mockRejectedValueOnce(new ApiError(412, 'VERSION_STALE', 'Stale'));
    read.mockResolvedValue(lifecycleOf({ New: 'Theirs' }, 2));
    form.set(nameKey('New'), 'Mine');
    await expect(form.save()).resolves.toBe(false);
    expect(form.conflict()?.keys).toEqual([nameKey('New')]);
    await expect(form.settle([nameKey('New')])).resolves.toBe(true);
    expect(form.nameOf('New')).toBe('Theirs');
    expect(change).toHaveBeenCalledTimes(1);
  });

  it('keeps everything when the desk is away', async () => {
    const away = new ApiError(0, 'OFFLINE', 'Away');
    change.mockRejectedValue(away);
    form.set(nameKey('New'), 'Mine');
    await form.save();
    expect(form.failure()).toBe(away);
    expect(form.changes()).toEqual([nameKey('New')]);
  });
});
