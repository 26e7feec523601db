import { setting, settingsArea, type SettingsArea } from '../settings/settings.facade.js';
import { KNOWN_EXTENSIONS } from './domain/file-rules.js';

export interface FileSettings {
  readonly serveUnscanned: boolean;
  readonly extensions: readonly string[];
  readonly maxFileMegabytes: number;
  readonly maxFiles: number;
  readonly maxTotalMegabytes: number;
  readonly keepInfectedDays: number;
}

/** What may be sent along, and what is served. The default for files without a verdict depends on where the desk runs. */
export function filesSettings(isProduction: boolean): SettingsArea<FileSettings> {
  return settingsArea({
    key: 'files',
    label: 'Files',
    help: 'Which files people may send along, and what becomes of them.',
    fields: {
      serveUnscanned: setting.boolean({
        default: !isProduction,
        label: 'Serve files that nobody has scanned',
        help: 'Without a virus scanner (CLAMAV_URL) files are marked as not scanned. While this is off, nobody can open them.',
        affects: 'Every file without a verdict, with the next request for it.',
      }),
      extensions: setting.choices(KNOWN_EXTENSIONS, {
        default: KNOWN_EXTENSIONS,
        label: 'Kinds of files',
        help: 'By the end of their names. The content must fit as well: a program that is called report.pdf is refused. 7z is taken only with a virus scanner, which alone can look inside.',
        affects: 'Uploads from now on. Files that are here already stay.',
      }),
      maxFileMegabytes: setting.number(
        { min: 1, max: 25 },
        {
          default: 25,
          label: 'Size of one file, in MB',
          help: 'Larger files are refused.',
          affects: 'Uploads from now on.',
        },
      ),
      maxFiles: setting.number(
        { min: 1, max: 10 },
        {
          default: 10,
          label: 'Files of one message',
          help: 'So many files a request, an answer or a note may bring along.',
          affects: 'Uploads from now on.',
        },
      ),
      maxTotalMegabytes: setting.number(
        { min: 1, max: 100 },
        {
          default: 100,
          label: 'Size of all files of one message, in MB',
          help: 'Of one request, answer or note, taken together.',
          affects: 'Uploads from now on.',
        },
      ),
      keepInfectedDays: setting.number(
        { min: 0, max: 365 },
        {
          default: 30,
          label: 'Days until infected files are destroyed',
          help: 'Nobody can open an infected file; its bytes are kept so that it can be scanned again after a false alarm.',
          affects: 'Infected files that are here already too: what is due by the new number goes within the hour.',
        },
      ),
    },
  });
}
