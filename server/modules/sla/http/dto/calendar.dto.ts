import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsObject,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Line, Omittable } from '../../../../platform/http/fields.decorator.js';

export class OpenHoursDto {
  /** Wall time like `08:30`. */
  @IsString()
  @MaxLength(5)
  from: string;

  /** Wall time, not included; `24:00` is the end of the day. */
  @IsString()
  @MaxLength(5)
  to: string;
}

function Hours(): PropertyDecorator {
  return (target, name) => {
    for (const decorate of [
      IsArray(),
      ArrayMaxSize(24),
      ValidateNested({ each: true }),
      Type(() => OpenHoursDto),
    ] as PropertyDecorator[]) {
      decorate(target, name);
    }
  };
}

/** Open hours of each day, in order; an empty list is a closed day. */
export class WeekDto {
  /** Open hours of Mondays. */
  @Hours()
  monday: OpenHoursDto[];
  /** Open hours of Tuesdays. */
  @Hours()
  tuesday: OpenHoursDto[];
  /** Open hours of Wednesdays. */
  @Hours()
  wednesday: OpenHoursDto[];
  /** Open hours of Thursdays. */
  @Hours()
  thursday: OpenHoursDto[];
  /** Open hours of Fridays. */
  @Hours()
  friday: OpenHoursDto[];
  /** Open hours of Saturdays. */
  @Hours()
  saturday: OpenHoursDto[];
  /** Open hours of Sundays. */
  @Hours()
  sunday: OpenHoursDto[];
}

export class CalendarExceptionDto {
  /** `YYYY-MM-DD` in the calendar's zone. */
  @IsString()
  @MaxLength(10)
  date: string;

  /** Why the day is another, like the name of the holiday. */
  @Line(1, 120)
  name: string;

  /** Open hours of that date; none on a holiday. */
  @Hours()
  hours: OpenHoursDto[];
}

export class SlaCalendarDto {
  id: string;
  name: string;
  /** IANA name; hours are wall time there. */
  timeZone: string;
  week: WeekDto;
  /** Dates with hours of their own, holidays among them. */
  exceptions: CalendarExceptionDto[];
  /** Grows with every change; also the ETag. */
  version: number;
}

export class SlaCalendarListDto {
  items: SlaCalendarDto[];
}

export class CreateSlaCalendarDto {
  /** Unique. */
  @Line(1, 80)
  name: string;

  /** IANA name like `Europe/Berlin`. */
  @IsString()
  @MaxLength(60)
  timeZone: string;

  /** At least one hour of it must be open. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => WeekDto)
  week: WeekDto;

  /** Dates with hours of their own; none by default, at most 1,000. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => CalendarExceptionDto)
  exceptions?: CalendarExceptionDto[];
}

export class UpdateSlaCalendarDto {
  /** Unique. */
  @Omittable()
  @Line(1, 80)
  name?: string;

  /** IANA name like `Europe/Berlin`. */
  @Omittable()
  @IsString()
  @MaxLength(60)
  timeZone?: string;

  /** The whole week anew. */
  @Omittable()
  @IsObject()
  @ValidateNested()
  @Type(() => WeekDto)
  week?: WeekDto;

  /** All exceptions anew. */
  @Omittable()
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => CalendarExceptionDto)
  exceptions?: CalendarExceptionDto[];
}

export class ImportHolidaysDto {
  /** The text of an iCalendar file (.ics); its whole-day events become holidays. */
  @IsString()
  @MaxLength(500_000)
  ics: string;

  /** True: nothing is changed, the answer is the calendar as it would be; false by default. */
  @Omittable()
  @IsBoolean()
  isPreview?: boolean;
}

export class ImportedHolidaysDto extends SlaCalendarDto {
  /** Events that were not understood, with why. */
  skipped: string[];
}
