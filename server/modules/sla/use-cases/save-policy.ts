import { Injectable } from '@nestjs/common';
import type { PersonCall } from '../../../kernel/call.js';
import { resourceNotFound, versionStale } from '../../../kernel/common.errors.js';
import { newId } from '../../../kernel/ids.js';
import { UnitOfWork, type Transaction } from '../../../platform/database/unit-of-work.js';
import { EventLog } from '../../../platform/events/event-log.js';
import type { SlaPolicy } from '../domain/sla-policy.js';
import { UsersFacade } from '../../users/users.facade.js';
import { PoliciesRepository } from '../persistence/policies.repository.js';
import { defaultPolicyNeeded, slaTeamUnknown } from '../sla.errors.js';
import { RememberedTerms } from '../remembered-terms.js';
import { changedFields } from './changed-fields.js';

export type PolicyFields = Omit<SlaPolicy, 'id' | 'version'>;

/** What is promised. There is always one policy that holds where no other does. */
@Injectable()
export class SavePolicy {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PoliciesRepository,
    private readonly events: EventLog,
    private readonly terms: RememberedTerms,
    private readonly users: UsersFacade,
  ) {}

  async create(call: PersonCall, fields: PolicyFields): Promise<SlaPolicy> {
    return this.unitOfWork.run(call, async (tx) => {
      const policy = { ...fields, id: newId(), version: 1 };
      await this.assertTeam(tx, policy);
      await this.policies.save(tx, policy);
      await this.terms.renew(tx);
      await this.tell(tx, call, 'sla_policy.created', null, policy);
      return policy;
    });
  }

  async update(
    call: PersonCall,
    id: string,
    fields: Partial<PolicyFields>,
    ifMatch: number | null,
  ): Promise<SlaPolicy> {
    return this.unitOfWork.run(call, async (tx) => {
      const before = await this.existing(tx, id);
      if (ifMatch !== null && ifMatch !== before.version) {
        throw versionStale(before.version);
      }
      const after: SlaPolicy = {
        ...before,
        name: fields.name ?? before.name,
        calendarId: fields.calendarId ?? before.calendarId,
        categoryId: fields.categoryId === undefined ? before.categoryId : fields.categoryId,
        targets: fields.targets ?? before.targets,
        warnAtPercent: fields.warnAtPercent ?? before.warnAtPercent,
        escalation: fields.escalation ?? before.escalation,
      };
      if (before.categoryId === null && after.categoryId !== null) {
        throw defaultPolicyNeeded();
      }
      if (changedFields(before, after).length === 0) {
        return before;
      }
      const policy = { ...after, version: before.version + 1 };
      if (after.escalation.onBreach.teamId !== before.escalation.onBreach.teamId) {
        await this.assertTeam(tx, policy);
      }
      await this.policies.save(tx, policy);
      await this.terms.renew(tx);
      await this.tell(tx, call, 'sla_policy.updated', before, policy);
      return policy;
    });
  }

  async remove(call: PersonCall, id: string): Promise<void> {
    await this.unitOfWork.run(call, async (tx) => {
      const before = await this.existing(tx, id);
      if (before.categoryId === null) {
        throw defaultPolicyNeeded();
      }
      await this.policies.remove(tx, id);
      await this.terms.renew(tx);
      await this.tell(tx, call, 'sla_policy.deleted', before, null);
    });
  }

  private async assertTeam(tx: Transaction, { escalation }: SlaPolicy): Promise<void> {
    const { teamId } = escalation.onBreach;
    if (teamId !== null && !(await this.users.teamExists(teamId, tx))) {
      throw slaTeamUnknown();
    }
  }

  private async existing(tx: Transaction, id: string): Promise<SlaPolicy> {
    const policy = await this.policies.lock(tx, id);
    if (policy === null) {
      throw resourceNotFound();
    }
    return policy;
  }

  private async tell(
    tx: Transaction,
    call: PersonCall,
    name: 'sla_policy.created' | 'sla_policy.updated' | 'sla_policy.deleted',
    before: SlaPolicy | null,
    after: SlaPolicy | null,
  ): Promise<void> {
    const { id = '', version = 0 } = after ?? before ?? {};
    const fields = before === null || after === null ? null : changedFields(before, after);
    await this.events.append(tx, call, [
      {
        name,
        subject: { type: 'sla_policy', id },
        audience: 'admin',
        data: { version, ...(fields === null ? {} : { fields }) },
        personal: { before, after },
      },
    ]);
  }
}
