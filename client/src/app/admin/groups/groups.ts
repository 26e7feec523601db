import { Component, computed, effect, inject, Injector, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { ApiError, toApiError } from '../../api/api-error';
import { Loaded } from '../../api/loaded';
import { Dialogs } from '../../ui/dialog/dialogs';
import { EmptyState } from '../../ui/feedback/empty-state';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Icon } from '../../ui/icon/icon';
import { Menu } from '../../ui/menu/menu';
import { MenuItem } from '../../ui/menu/menu-item';
import { Sheet } from '../../ui/sheet/sheet';
import { GroupsApi, type Group, type GroupKind } from './groups-api';
import { TeamMembers } from './team-members';

/** Teams or departments: what there is, how many people each has, and the changes. A team opens to its members. */
@Component({
  selector: 'ss-groups',
  imports: [
    EmptyState,
    Icon,
    InPlaceError,
    MatButton,
    Menu,
    MenuItem,
    RouterLink,
    Sheet,
    Skeleton,
    TeamMembers,
    TranslocoDirective,
  ],
  templateUrl: './groups.html',
  styleUrl: './groups.css',
})
export class Groups {
  /** From the route. */
  readonly kind = input.required<GroupKind>();
  /** From the address: the team whose members are shown. */
  readonly open = input<string>();

  private readonly api = inject(GroupsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly snackbar = inject(Snackbar);
  private readonly router = inject(Router);
  private readonly injector = inject(Injector);
  private readonly i18n = inject(TranslocoService);

  protected readonly groups = computed(() => {
    const kind = this.kind();
    return new Loaded(() => this.api.list(kind));
  });
  protected readonly words = computed(() => (this.kind() === 'team' ? 'teams' : 'departments'));
  protected readonly opened = computed(() => {
    const isTeam = this.kind() === 'team';
    return isTeam
      ? this.groups()
          .value()
          ?.find(({ id }) => id === this.open())
      : undefined;
  });

  constructor() {
    effect(() => {
      const groups = this.groups();
      untracked(() => void groups.load());
    });
  }

  protected show(group: Group | null): void {
    void this.router.navigate([], { queryParams: { open: group?.id ?? null }, replaceUrl: true });
  }

  protected async create(): Promise<void> {
    const { openName } = await import('./name-dialog');
    const name = await openName(this.injector, {
      title: this.say('add'),
      act: this.say('addAct'),
      name: '',
      run: (given) => this.api.create(this.kind(), given),
    });
    await this.tell('added', name);
  }

  protected async rename(group: Group): Promise<void> {
    const { openName } = await import('./name-dialog');
    const name = await openName(this.injector, {
      title: this.say('renameTitle', { name: group.name }),
      act: this.say('renameAct'),
      name: group.name,
      run: (given) => this.api.rename(this.kind(), group, given),
    });
    await this.tell('renamed', name);
  }

  protected async delete(group: Group): Promise<void> {
    const { name, count } = group;
    const values = { name, count };
    const isDone = await this.dialogs.confirm({
      title: this.say('deleteTitle', values),
      text: this.say(count === 0 ? 'deleteEmpty' : count === 1 ? 'deleteOne' : 'deleteText', values),
      act: this.say('deleteAct'),
      isDangerous: true,
      run: () => this.remove(group),
    });
    await this.tell('deleted', isDone ? group.name : null);
  }

  /** The reason why it must stay, in the words of this page. */
  private async remove(group: Group): Promise<void> {
    try {
      await this.api.delete(this.kind(), group.id);
    } catch (error) {
      const refusal = toApiError(error);
      if (refusal.status === 409) {
        throw new ApiError(409, refusal.code, this.say('inUse', { name: group.name }), {}, refusal.requestId);
      }
      throw error;
    }
  }

  private async tell(done: string, name: string | null): Promise<void> {
    if (name !== null) {
      this.snackbar.show(this.say(done, { name }));
      await this.groups().refresh();
    }
  }

  private say(key: string, values?: Record<string, string | number>): string {
    return this.i18n.translate<string>(`admin.groups.${this.words()}.${key}`, values);
  }
}
