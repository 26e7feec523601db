import { Injectable, Logger } from '@nestjs/common';
import { systemCall } from '../../../kernel/call.js';
import { Remembered } from '../../../platform/database/remembered.js';
import type { Queryable } from '../../../platform/database/statement.js';
import { UnitOfWork } from '../../../platform/database/unit-of-work.js';
import { HealthChecks } from '../../../platform/http/health-checks.js';
import { MailTemplatesBell } from '../mail-templates-bell.js';
import { MailTemplatesRepository, type TemplateKey } from '../persistence/mail-templates.repository.js';
import { TemplateLog } from '../template-log.js';
import { ParsedTemplate } from './parsed-template.js';

/** What an administrator has written, ready to be filled. */
export interface TemplateOverride extends TemplateKey {
  readonly version: number;
  /** Throws when it cannot be read. */
  readonly template: () => ParsedTemplate;
}

/** The templates of administrators, from memory. One that fails is told of: a mail was made of the shipped one instead. */
@Injectable()
export class TemplateOverrides {
  private readonly logger = new Logger(TemplateOverrides.name);
  private readonly remembered: Remembered<ReadonlyMap<string, TemplateOverride>>;
  /** As last read; for the health of the desk, which is asked often. */
  private broken: readonly string[] = [];

  constructor(
    private readonly repository: MailTemplatesRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly log: TemplateLog,
    bell: MailTemplatesBell,
    health: HealthChecks,
  ) {
    this.remembered = new Remembered(bell, async (from) => this.load(from));
    bell.onChange(() => {
      void this.look();
    });
    health.watch('mail-templates', () => this.broken.length === 0);
  }

  async find({ name, language }: TemplateKey, from?: Queryable): Promise<TemplateOverride | null> {
    return (await this.remembered.read(from)).get(`${language}/${name}`) ?? null;
  }

  /** `isInside` a transaction that is not this class's own: then it is told of when the mail is handed over. */
  async failed(override: TemplateOverride, error: unknown, isInside: boolean): Promise<void> {
    const { name, language, version } = override;
    const problem = error instanceof Error ? error.message : String(error);
    const told = { template: name, language, version, problem };
    this.logger.warn({
      ...told,
      msg: 'A mail template of this desk is broken; the one that came with the program was used',
    });
    if (isInside) {
      return;
    }
    const call = systemCall();
    try {
      await this.unitOfWork.run(call, async (tx) => {
        if (await this.repository.markBroken(tx, override, version, problem)) {
          await this.log.broken(tx, call, override, version, problem);
        }
      });
    } catch (failure) {
      // The mail matters more than the note about its template, which the next mail makes again.
      this.logger.warn({ ...told, err: failure, msg: 'That a mail template is broken could not be noted' });
    }
  }

  private async load(from?: Queryable): Promise<ReadonlyMap<string, TemplateOverride>> {
    const rows = await this.repository.all(from);
    this.broken = rows.flatMap(({ name, language, problem }) => (problem === null ? [] : [`${language}/${name}`]));
    return new Map(
      rows.flatMap(({ name, language, version, source }): [string, TemplateOverride][] => {
        if (source === null) {
          return [];
        }
        let parsed: ParsedTemplate | null = null;
        const template = (): ParsedTemplate => (parsed ??= new ParsedTemplate(source));
        return [[`${language}/${name}`, { name, language, version, template }]];
      }),
    );
  }

  private async look(): Promise<void> {
    try {
      await this.remembered.read();
    } catch (error) {
      this.logger.debug({ err: error, msg: 'The templates of mails could not be read; the next mail reads them' });
    }
  }
}
