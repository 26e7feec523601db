/** Worth another try. */
export class CdnCallFailed extends Error {
  override readonly name = 'CdnCallFailed';
}
