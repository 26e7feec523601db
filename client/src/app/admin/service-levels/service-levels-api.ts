import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import { ApiError } from '../../api/api-error';
import type {
  CategoryDto,
  CategoryListDto,
  CreateSlaCalendarDto,
  CreateSlaPolicyDto,
  ImportedHolidaysDto,
  SlaCalendarDto,
  SlaCalendarListDto,
  SlaPolicyDto,
  SlaPolicyListDto,
  TeamListDto,
  TriedPolicyDto,
  TrySlaPolicyDto,
  UpdateSlaCalendarDto,
  UpdateSlaPolicyDto,
} from '../../api/types';

const POLICIES = '/api/sla/policies';
const CALENDARS = '/api/sla/calendars';

/** All that the pages of service levels show, asked for at once. */
export interface ServiceLevelData {
  readonly policies: readonly SlaPolicyDto[];
  readonly calendars: readonly SlaCalendarDto[];
  readonly categories: readonly CategoryDto[];
  readonly teams: TeamListDto['items'];
}

/** What is promised, and when time counts. */
@Injectable({ providedIn: 'root' })
export class ServiceLevelsApi {
  private readonly api = inject(ApiClient);

  async all(): Promise<ServiceLevelData> {
    const [policies, calendars, categories, teams] = await Promise.all([
      this.api.get<SlaPolicyListDto>(POLICIES),
      this.api.get<SlaCalendarListDto>(CALENDARS),
      this.api.get<CategoryListDto>('/api/categories', { all: true }),
      this.api.get<TeamListDto>('/api/teams'),
    ]);
    return {
      policies: policies.items,
      calendars: calendars.items,
      categories: categories.items,
      teams: teams.items,
    };
  }

  async policy(id: string): Promise<SlaPolicyDto> {
    return known((await this.api.get<SlaPolicyListDto>(POLICIES)).items, id);
  }

  createPolicy(policy: CreateSlaPolicyDto): Promise<SlaPolicyDto> {
    return this.api.post(POLICIES, policy);
  }

  changePolicy(id: string, fields: UpdateSlaPolicyDto, version: number): Promise<SlaPolicyDto> {
    return this.api.patch(`${POLICIES}/${id}`, fields, { ifMatch: version });
  }

  async removePolicy(id: string): Promise<void> {
    await this.api.delete<unknown>(`${POLICIES}/${id}`);
  }

  tryPolicy(id: string, ticket: TrySlaPolicyDto): Promise<TriedPolicyDto> {
    return this.api.post(`${POLICIES}/${id}/try`, ticket);
  }

  async calendar(id: string): Promise<SlaCalendarDto> {
    return known((await this.api.get<SlaCalendarListDto>(CALENDARS)).items, id);
  }

  createCalendar(calendar: CreateSlaCalendarDto): Promise<SlaCalendarDto> {
    return this.api.post(CALENDARS, calendar);
  }

  changeCalendar(id: string, fields: UpdateSlaCalendarDto, version: number): Promise<SlaCalendarDto> {
    return this.api.patch(`${CALENDARS}/${id}`, fields, { ifMatch: version });
  }

  async removeCalendar(id: string): Promise<void> {
    await this.api.delete<unknown>(`${CALENDARS}/${id}`);
  }

  /** The calendar as it would be with the holidays of this file; nothing is changed. */
  previewHolidays(id: string, ics: string): Promise<ImportedHolidaysDto> {
    return this.api.post(`${CALENDARS}/${id}/holidays`, { ics, isPreview: true });
  }
}

function known<Item extends { readonly id: string }>(items: readonly Item[], id: string): Item {
  const found = items.find((item) => item.id === id);
  if (found === undefined) {
    throw new ApiError(404, 'NOT_FOUND', 'It is gone');
  }
  return found;
}
