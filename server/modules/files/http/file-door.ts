import { Injectable } from '@nestjs/common';
import { isInScope, lacksSecondFactor } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { permissionDenied, secondFactorRequired } from '../../../kernel/common.errors.js';
import { ActorResolverPort } from '../../../platform/http/actor-resolver.js';
import { callOf, type DeskRequest } from '../../../platform/http/request.js';
import type { Attachment } from '../domain/attachment.js';
import type { Variant } from '../domain/preview.js';
import { OpenAttachment } from '../use-cases/open-attachment.js';
import { FileLinks } from './file-links.js';

/** Lets in who has a signed link for just this, or a bearer who may see what the file belongs to. */
@Injectable()
export class FileDoor {
  constructor(
    private readonly open: OpenAttachment,
    private readonly links: FileLinks,
    private readonly resolver: ActorResolverPort,
  ) {}

  /** A file whose bytes may leave; `variant` null: nothing that a link could be for. */
  async enter(request: DeskRequest, id: string, variant: Variant | null): Promise<Attachment> {
    const { query } = request;
    const isByLink =
      variant !== null && typeof query === 'object' && query !== null && this.links.isValid(id, variant, query);
    return isByLink ? this.open.byLink(id) : this.open.authorise(await this.bearer(request), id);
  }

  /** The routes are public for the sake of links, so the bearer's own right is asked here. */
  private async bearer(request: DeskRequest): Promise<PersonCall> {
    const actor = await this.resolver.resolve(request);
    if (!isInScope(actor, 'file:read')) {
      throw lacksSecondFactor(actor, 'file:read') ? secondFactorRequired() : permissionDenied();
    }
    return { ...callOf(request), actor };
  }
}
