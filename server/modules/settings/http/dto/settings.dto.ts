import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsObject, Min } from 'class-validator';
import { Omittable } from '../../../../platform/http/fields.decorator.js';
import { FIELD_KINDS, type FieldKind } from '../../domain/setting-field.js';

const VALUES = { type: 'object', additionalProperties: true } as const;
const ANY_VALUE = {
  oneOf: [{ type: 'boolean' }, { type: 'number' }, { type: 'string' }, { type: 'array', items: { type: 'string' } }],
};

/** One field of an area: how to show it, and what it may be. */
export class SettingFieldDto {
  /** Its name in `values`. */
  key: string;
  /** `choices` and `words` are lists; `words` are free, `choices` of the options. */
  @ApiProperty({ enum: FIELD_KINDS })
  kind: FieldKind;
  /** The words to choose from. */
  @ApiPropertyOptional({ type: String, isArray: true })
  options?: string[];
  /** Least number, length or count. */
  min?: number;
  /** Greatest number, length or count. */
  max?: number;
  /** The value until somebody changes it. */
  @ApiProperty(ANY_VALUE)
  default: unknown;
  /** Its name for people. */
  label: string;
  /** What it is for and what to watch out for. */
  help: string;
  /** Who or what notices a change. */
  affects: string;
}

/** Who changed something. */
export class SettingsAuthorDto {
  /** Id of the account. */
  id: string;
  /** First and last name. */
  name: string;
}

/** The settings of one subject. */
export class SettingsAreaDto {
  /** Its key, the last part of its address. */
  area: string;
  /** Its name for people. */
  label: string;
  /** What it is about. */
  help: string;
  /** Every field with its present value. */
  @ApiProperty(VALUES)
  values: Record<string, unknown>;
  /** Grows with every change; send it back with a change. */
  version: number;
  /** When it was last changed; null: never. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updatedAt: string | null;
  /** By whom; null: by nobody, or somebody who is gone. */
  @ApiProperty({ type: SettingsAuthorDto, nullable: true })
  updatedBy: SettingsAuthorDto | null;
  /** How to show the fields, in this order. */
  fields: SettingFieldDto[];
}

/** All settings. */
export class SettingsListDto {
  /** By their names. */
  items: SettingsAreaDto[];
}

/** Changes of one area. */
export class ChangeSettingsDto {
  /** The fields to change, by their keys; the others stay. */
  @ApiProperty(VALUES)
  @IsObject({ message: 'Must be an object of fields and values' })
  values: Record<string, unknown>;
  /** The version this change is based on: changes of other fields since then are merged. */
  @Omittable()
  @IsInt()
  @Min(1)
  version?: number;
}
