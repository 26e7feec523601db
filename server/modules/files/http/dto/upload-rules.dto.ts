export class UploadRulesDto {
  /** Bytes that one file may have. */
  maxFileBytes: number;
  /** Files of one request, answer or note. */
  maxFiles: number;
  /** Bytes of all files of one request, answer or note. */
  maxTotalBytes: number;
  /** Ends of names that are taken, in lower case and without dot; the content must fit as well. */
  extensions: string[];
  /** Whether a virus scanner looks at uploads before anybody can open them. */
  isScanned: boolean;
}
