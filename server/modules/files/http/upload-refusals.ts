import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import type { EarlierRefusal } from '../../../platform/http/refusal-order.interceptor.js';
import { StageUpload } from '../use-cases/stage-upload.js';

/** The 409 of somebody who has too much waiting, for a file that is refused as well. */
@Injectable()
export class UploadRefusals implements EarlierRefusal {
  constructor(private readonly stage: StageUpload) {}

  async assertNone(call: PersonCall): Promise<void> {
    await this.stage.assertRoom(call);
  }
}
