import { Injectable, computed, inject } from '@angular/core';
import { Loaded } from '../../api/loaded';
import { GroupsApi } from './groups-api';

/** Teams and departments as choices of filters and forms; asked for when a page opens that needs them. */
@Injectable()
export class GroupNames {
  private readonly api = inject(GroupsApi);
  private readonly loadedTeams = new Loaded(() => this.api.list('team'));
  private readonly loadedDepartments = new Loaded(() => this.api.list('department'));

  readonly teams = computed(() => this.loadedTeams.value() ?? []);
  readonly departments = computed(() => this.loadedDepartments.value() ?? []);

  constructor() {
    void this.loadedTeams.load();
    void this.loadedDepartments.load();
  }
}
