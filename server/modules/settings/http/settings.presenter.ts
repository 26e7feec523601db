import type { PresentSettings } from '../use-cases/get-settings.js';
import type { SettingFieldDto, SettingsAreaDto } from './dto/settings.dto.js';

export function presentSettings({ area, values, version, updatedAt, updatedBy }: PresentSettings): SettingsAreaDto {
  return {
    area: area.key,
    label: area.label,
    help: area.help,
    values: { ...values },
    version,
    updatedAt: updatedAt?.toISOString() ?? null,
    updatedBy: updatedBy === null ? null : { id: updatedBy.id, name: updatedBy.name },
    fields: Object.entries(area.fields).map(([key, field]): SettingFieldDto => ({
      key,
      kind: field.kind,
      ...(field.options === null ? {} : { options: [...field.options] }),
      ...(field.min === null ? {} : { min: field.min }),
      ...(field.max === null ? {} : { max: field.max }),
      default: field.default,
      label: field.label,
      help: field.help,
      affects: field.affects,
    })),
  };
}
