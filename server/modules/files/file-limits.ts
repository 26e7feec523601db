import { Injectable } from '@nestjs/common';
import { Configuration } from '../../config/configuration.js';
import type { Queryable } from '../../platform/database/statement.js';
import { SettingsFacade, type SettingsArea } from '../settings/settings.facade.js';
import { takenExtensions, type UploadLimits } from './domain/file-rules.js';
import { filesSettings, type FileSettings } from './files.settings.js';

const MEGABYTE = 1024 * 1024;

/** What administrators have set about files, in units of this code. */
@Injectable()
export class FileLimits {
  readonly area: SettingsArea<FileSettings>;

  constructor(
    private readonly settings: SettingsFacade,
    private readonly configuration: Configuration,
  ) {
    this.area = filesSettings(configuration.isProduction);
  }

  async ofUploads(): Promise<UploadLimits> {
    const values = await this.settings.read(this.area);
    return {
      extensions: takenExtensions(values.extensions, this.configuration.clamavUrl !== null),
      maxFileBytes: values.maxFileMegabytes * MEGABYTE,
      maxFiles: values.maxFiles,
      maxTotalBytes: values.maxTotalMegabytes * MEGABYTE,
    };
  }

  /** Whether bytes may leave that no scanner has judged. */
  async servesUnscanned(from?: Queryable): Promise<boolean> {
    return (await this.settings.read(this.area, from)).serveUnscanned;
  }

  async keepInfectedDays(): Promise<number> {
    return (await this.settings.read(this.area)).keepInfectedDays;
  }
}
