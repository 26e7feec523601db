import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import type { CountedDepartmentDto, FoundPeopleDto, TeamDto, TeamMemberPageDto } from '../../api/types';

export type GroupKind = 'team' | 'department';
export type Group = (TeamDto | CountedDepartmentDto) & { readonly count: number };

const PATHS: Record<GroupKind, string> = { team: '/api/teams', department: '/api/departments' };

/** Teams and departments, and who works in a team. */
@Injectable({ providedIn: 'root' })
export class GroupsApi {
  private readonly api = inject(ApiClient);

  async list(kind: GroupKind): Promise<readonly Group[]> {
    if (kind === 'team') {
      const { items } = await this.api.get<{ items: TeamDto[] }>(PATHS.team);
      return items.map((team) => ({ ...team, count: team.memberCount }));
    }
    // The public list keeps to itself how many there are.
    const { items } = await this.api.get<{ items: CountedDepartmentDto[] }>('/api/admin/departments');
    return items.map((department) => ({ ...department, count: department.personCount }));
  }

  create(kind: GroupKind, name: string): Promise<unknown> {
    return this.api.post(PATHS[kind], { name });
  }

  rename(kind: GroupKind, { id, version }: Group, name: string): Promise<unknown> {
    return this.api.patch(`${PATHS[kind]}/${id}`, { name }, { ifMatch: version });
  }

  async delete(kind: GroupKind, id: string): Promise<void> {
    await this.api.delete<unknown>(`${PATHS[kind]}/${id}`);
  }

  members(teamId: string, cursor: string | null): Promise<TeamMemberPageDto> {
    return this.api.get(`/api/teams/${teamId}/members`, { cursor, limit: 100 });
  }

  async addMember(teamId: string, personId: string): Promise<void> {
    await this.api.put<unknown>(`/api/teams/${teamId}/members/${personId}`, {});
  }

  async removeMember(teamId: string, personId: string): Promise<void> {
    await this.api.delete<unknown>(`/api/teams/${teamId}/members/${personId}`);
  }

  /** Those who may have a ticket may be in a team. */
  staff(q: string): Promise<FoundPeopleDto> {
    return this.api.get('/api/people', { assignable: true, q });
  }
}
