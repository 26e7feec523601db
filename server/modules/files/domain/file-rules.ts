/** What may be kept, by content; the extension must agree. Programs, scripts and markup that runs are not listed. */
const EXTENSIONS_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/bmp': ['bmp'],
  'image/tiff': ['tif', 'tiff'],
  'image/heic': ['heic'],
  'application/zip': ['zip'],
  'application/gzip': ['gz', 'tgz'],
  'application/x-7z-compressed': ['7z'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'application/x-cfb': ['doc', 'xls', 'ppt', 'msg'],
  'application/rtf': ['rtf'],
  'audio/mpeg': ['mp3'],
  'audio/wav': ['wav'],
  'video/mp4': ['mp4'],
  'video/quicktime': ['mov'],
  'video/webm': ['webm'],
  // Text that tells its kind in its first line.
  'application/xml': ['xml'],
  'text/calendar': ['ics'],
  'text/vcard': ['vcf'],
  'text/plain': ['txt', 'log', 'csv', 'md', 'json', 'xml', 'yaml', 'yml', 'ini', 'conf', 'eml', 'ics', 'vcf', 'tsv'],
};

const ARCHIVES =
  /^application\/(?:zip|gzip|x-7z-compressed|vnd\.openxmlformats-officedocument\..+|vnd\.oasis\.opendocument\..+)$/;

/** Holds files of its own, packed; documents of office programs do as well. */
export function isArchive(mime: string): boolean {
  return ARCHIVES.test(mime);
}

/** Ends of names of archives that this program cannot unpack: a scanner can, and without one nobody has looked inside. */
const ONLY_FOR_SCANNERS: readonly string[] = ['7z'];

/** What may be taken of what administrators allow. */
export function takenExtensions(allowed: readonly string[], hasScanner: boolean): readonly string[] {
  return allowed.filter((extension) => hasScanner || !ONLY_FOR_SCANNERS.includes(extension));
}

/** An archive with a directory at its end. */
export function isZip(mime: string): boolean {
  return isArchive(mime) && !/gzip|7z/.test(mime);
}

/** Drawn, a picture of so many takes 400 MB of memory. */
const PIXEL_LIMIT = 100_000_000;

/** Why a picture is refused, as the rest of a sentence; null when it is fine, or has no size here. */
export function pixelProblem(size: { readonly width: number; readonly height: number } | null): string | null {
  return size !== null && size.width * size.height > PIXEL_LIMIT
    ? `the picture is too large: at most ${String(PIXEL_LIMIT / 1_000_000)} million pixels`
    : null;
}

/** Everything that could be allowed; administrators choose among these. */
export const KNOWN_EXTENSIONS: readonly string[] = [...new Set(Object.values(EXTENSIONS_BY_TYPE).flat())].toSorted();

/** Longest name kept, in characters. */
const NAME_LIMIT = 150;

/** Control characters, direction overrides, and what some file system or header gives a meaning to. */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}<>:"|?*\\/]/gu;
/** How browsers send quotes and ends of lines in a multipart name. */
const FORM_ESCAPES = /%(?:22|0a|0d)/gi;
/** Longest name of a file on the disks of those who download it, in bytes of UTF-8, with room for ` (1)`. */
const NAME_BYTES = 240;

/** A name that is safe to show, to store and to send in a header; never empty, extension kept. */
export function cleanName(given: string): string {
  const base = given.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const clean = base
    .toWellFormed()
    .normalize('NFC')
    .replace(FORM_ESCAPES, '')
    .replace(UNSAFE, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean === '') {
    return 'file';
  }
  const extension = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
  return isShort(clean) ? clean : `${cut(clean.slice(0, clean.length - extension.length), extension)}${extension}`;
}

function isShort(name: string): boolean {
  return [...name].length <= NAME_LIMIT && Buffer.byteLength(name) <= NAME_BYTES;
}

/** As much of the name as leaves room for its extension. */
function cut(name: string, extension: string): string {
  const characters = [...name].slice(0, NAME_LIMIT - extension.length);
  while (!isShort(`${characters.join('')}${extension}`)) {
    characters.pop();
  }
  return characters.join('');
}

export function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What the desk takes, see the settings of files. */
export interface UploadLimits {
  /** Lower case, without dot. */
  readonly extensions: readonly string[];
  readonly maxFileBytes: number;
  readonly maxFiles: number;
  readonly maxTotalBytes: number;
}

/** What the rules need to know of an upload. */
export interface UploadFacts {
  readonly givenName: string;
  /** Bytes. */
  readonly size: number;
  /** By content; null when it is no known format and no text. */
  readonly detected: { readonly mime: string } | null;
}

const MEGABYTE = 1024 * 1024;

/** More than this the API takes from nobody (`api`, Shapes). */
export const WIDEST_LIMITS: UploadLimits = {
  extensions: KNOWN_EXTENSIONS,
  maxFileBytes: 25 * MEGABYTE,
  maxFiles: 10,
  maxTotalBytes: 100 * MEGABYTE,
};

export interface Refusals {
  /** A sentence for each file that is refused for what it is. */
  readonly refused: readonly string[];
  /** Sentences about too many bytes or files. */
  readonly tooLarge: readonly string[];
}

/** Why these files cannot be taken together; both lists are empty when they can. */
export function refusalsOf(files: readonly UploadFacts[], limits: UploadLimits): Refusals {
  return {
    refused: files.map((file) => refusalOf(file, limits.extensions)).filter((reason) => reason !== null),
    tooLarge: [
      ...files
        .filter(({ size }) => size > limits.maxFileBytes)
        .map(({ givenName }) => `${cleanName(givenName)}: a file may have ${megabytes(limits.maxFileBytes)}`),
      ...excessOf(files, limits),
    ],
  };
}

/** Why so many files do not go with one message; empty when they do. */
export function excessOf(files: readonly Pick<UploadFacts, 'size'>[], limits: UploadLimits): readonly string[] {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  return [
    ...(files.length > limits.maxFiles ? [`At most ${String(limits.maxFiles)} files at once`] : []),
    ...(total > limits.maxTotalBytes ? [`All files together may have ${megabytes(limits.maxTotalBytes)}`] : []),
  ];
}

function megabytes(bytes: number): string {
  return `${String(Math.floor(bytes / MEGABYTE))} MB`;
}

/** Why the file is refused for what it is, in a sentence for the person; null when it is fine. */
export function refusalOf(file: UploadFacts, allowed: readonly string[] = KNOWN_EXTENSIONS): string | null {
  const name = cleanName(file.givenName);
  const extension = extensionOf(name);
  if (file.size === 0) {
    return `${name}: the file is empty`;
  }
  if (file.detected === null) {
    return `${name}: files of this type are not accepted`;
  }
  const extensions = EXTENSIONS_BY_TYPE[file.detected.mime];
  if (extensions === undefined) {
    return `${name}: files of this type (${file.detected.mime}) are not accepted`;
  }
  if (!extensions.includes(extension)) {
    return extension === ''
      ? `${name}: the name needs an extension, such as .${extensions[0] ?? 'txt'}`
      : `${name}: the content is ${file.detected.mime}, which does not fit the extension .${extension}`;
  }
  return allowed.includes(extension) ? null : `${name}: files of this type are not accepted here`;
}
