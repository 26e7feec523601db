import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../../api/api-client';
import type { SettingsAreaDto, SettingsListDto } from '../../api/types';

/** What administrators set while the desk runs. */
@Injectable({ providedIn: 'root' })
export class SettingsApi {
  private readonly api = inject(ApiClient);

  list(): Promise<SettingsListDto> {
    return this.api.get('/api/settings');
  }

  read(area: string): Promise<SettingsAreaDto> {
    return this.api.get(`/api/settings/${area}`);
  }

  change(area: string, values: Readonly<Record<string, unknown>>, version: number): Promise<SettingsAreaDto> {
    return this.api.patch(`/api/settings/${area}`, { values, version });
  }
}
