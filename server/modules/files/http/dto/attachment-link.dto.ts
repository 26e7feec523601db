export class AttachmentLinkDto {
  /** Path with signature; works without a bearer until `expiresAt`, for the variant asked for alone. */
  url: string;
  /** UTC, 60 seconds after the call. */
  expiresAt: string;
}
