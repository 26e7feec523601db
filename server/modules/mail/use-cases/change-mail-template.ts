import { Injectable } from '@nestjs/common';
import { actorId } from '../../../kernel/actor.js';
import type { PersonCall } from '../../../kernel/call.js';
import { Clock } from '../../../kernel/clock.js';
import { fieldConflict, resourceNotFound, validationFailed, versionStale } from '../../../kernel/common.errors.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { mergeSource } from '../domain/merge-source.js';
import { isSameSource, TEMPLATE_PARTS, tidySource, type TemplateSource } from '../domain/template-source.js';
import type { TemplateAction, TemplateState } from '../domain/template-state.js';
import { templateInvalid } from '../mail.errors.js';
import { MailTemplatesRepository, type TemplateKey } from '../persistence/mail-templates.repository.js';
import { checkTemplate } from '../rendering/check-template.js';
import { ShippedTemplates } from '../rendering/shipped-templates.js';
import { TemplateLog } from '../template-log.js';

/** The version the caller saw. */
export interface SeenVersion {
  /** Merging: parts that somebody else changed meanwhile stay. */
  readonly version?: number | null;
  /** Strict (If-Match). */
  readonly ifMatch: number | null;
}

interface Change {
  readonly action: TemplateAction;
  readonly seen: SeenVersion;
  /** What it shall be; null: what came with the program. */
  readonly wanted: (tx: Transaction, present: TemplateState, shipped: TemplateSource) => Promise<TemplateSource | null>;
}

/** An administrator writes a template anew, or goes back to an earlier one; it counts from the next mail on, everywhere. */
@Injectable()
export class ChangeMailTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: MailTemplatesRepository,
    private readonly shipped: ShippedTemplates,
    private readonly log: TemplateLog,
    private readonly clock: Clock,
  ) {}

  async save(call: PersonCall, key: TemplateKey, source: TemplateSource, seen: SeenVersion): Promise<void> {
    const mine = tidySource(source);
    await this.change(call, key, {
      action: 'saved',
      seen,
      wanted: async (tx, present, shipped) => {
        const { version = null } = seen;
        if (version === null || version === present.version) {
          return mine;
        }
        const base = version === 1 ? shipped : await this.sourceAt(tx, key, version, shipped);
        if (base === null || version > present.version) {
          throw validationFailed({ version: ['There is no such version'] });
        }
        const merged = mergeSource({ base, mine, theirs: present.source ?? shipped });
        if ('conflict' in merged) {
          throw fieldConflict(merged.conflict);
        }
        return merged.source;
      },
    });
  }

  /** Back to what came with the program. */
  async reset(call: PersonCall, key: TemplateKey, seen: SeenVersion): Promise<void> {
    await this.change(call, key, { action: 'reset', seen, wanted: () => Promise.resolve(null) });
  }

  /** Back to an earlier version. */
  async restore(call: PersonCall, key: TemplateKey, version: number, seen: SeenVersion): Promise<void> {
    await this.change(call, key, {
      action: 'restored',
      seen,
      wanted: async (tx) => {
        if (version === 1) {
          return null;
        }
        const found = await this.repository.version(tx, key, version);
        if (found === null) {
          throw resourceNotFound();
        }
        return found.source;
      },
    });
  }

  private async change(call: PersonCall, key: TemplateKey, { action, seen, wanted }: Change): Promise<void> {
    const shipped = this.shipped.of(key.name, key.language).source;
    await this.unitOfWork.run(call, async (tx) => {
      const present = await this.repository.lock(tx, key);
      const source = await wanted(tx, present, shipped);
      if (seen.ifMatch !== null && seen.ifMatch !== present.version) {
        throw versionStale(present.version);
      }
      const problems = source === null ? [] : checkTemplate({ ...key, source });
      if (problems.length > 0) {
        throw templateInvalid(problems);
      }
      const [before, after] = [present.source ?? shipped, source ?? shipped];
      // What came with the program is not kept as if somebody had written it: a newer program may ship a better one.
      const kept = source !== null && isSameSource(source, shipped) ? null : source;
      if (isSameSource(before, after) && (kept === null) === (present.source === null)) {
        return;
      }
      const version = present.version + 1;
      const [now, by] = [this.clock.now(), actorId(call.actor)];
      await this.repository.save(tx, key, { version, source: kept, action, now, by });
      await this.log.changed(tx, call, {
        name: key.name,
        language: key.language,
        action,
        fields: TEMPLATE_PARTS.filter((part) => before[part] !== after[part]),
        fromVersion: present.version,
        version,
      });
    });
  }

  private async sourceAt(
    tx: Transaction,
    key: TemplateKey,
    version: number,
    shipped: TemplateSource,
  ): Promise<TemplateSource | null> {
    const found = await this.repository.version(tx, key, version);
    return found === null ? null : (found.source ?? shipped);
  }
}
