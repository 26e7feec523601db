import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { FIRST_ROLE, ROLES, type Role, type AccountDto, type ApproveUserDto } from '../../api/types';
import { Notice } from '../../ui/feedback/notice';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Avatar } from '../../ui/people/avatar';
import { Time } from '../../ui/time/time';
import { GroupNames } from '../groups/group-names';
import { TeamChoice } from '../people/team-choice';
import { ApprovalsStore } from './approvals-store';

/** Who asks to come in, what the desk noticed, and as what the person comes in. */
@Component({
  selector: 'ss-account-details',
  imports: [Avatar, Control, Field, Notice, RouterLink, TeamChoice, Time, TranslocoDirective],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.approvals'">
      <div class="who">
        <ss-avatar [name]="account().name" [picture]="account().avatarUrl" [size]="52" />
        <div>
          <h2>{{ account().name }}</h2>
          <p class="ss-secondary">{{ account().email }}</p>
        </div>
      </div>
      @if (account().checks; as checks) {
        @switch (checks.domain) {
          @case ('unknown') {
            <ss-notice tone="warn">
              <strong>{{ t('checks.unknown') }}.</strong>
              {{ t('checks.unknownText', { domain: domain() }) }}
            </ss-notice>
          }
          @case ('trusted') {
            <ss-notice tone="ok">{{ t('checks.trustedText', { domain: domain() }) }}</ss-notice>
          }
          @default {
            <ss-notice tone="info">{{ t('checks.knownText', { domain: domain() }) }}</ss-notice>
          }
        }
        @if (checks.sameName > 0) {
          <ss-notice tone="warn">
            <strong>{{ t('checks.sameName') }}.</strong>
            {{ t(checks.sameName === 1 ? 'checks.sameNameOne' : 'checks.sameNameText', { count: checks.sameName }) }}
            <a routerLink="/admin/people" [queryParams]="{ q: account().name }">{{ t('checks.look') }}</a>
          </ss-notice>
        }
      }
      <dl>
        <dt>{{ t('companyId') }}</dt>
        <dd>{{ account().companyId }}</dd>
        <dt>{{ t('registered') }}</dt>
        <dd><ss-time [at]="account().createdAt" as="day" /></dd>
        @if (account().department) {
          <dt>{{ t('says') }}</dt>
          <dd>{{ account().department }}</dd>
        }
        @if (account().phone) {
          <dt>{{ t('phone') }}</dt>
          <dd>{{ account().phone }}</dd>
        }
      </dl>
      <ss-field [label]="t('role')">
        <select #roleBox ssControl (change)="place({ role: roleOf(roleBox.value) })">
          @for (role of roles; track role) {
            <option [value]="role" [selected]="role === chosen().role">{{ t('roles.' + role) }}</option>
          }
        </select>
      </ss-field>
      <ss-field [label]="t('department')">
        <select #departmentBox ssControl (change)="place({ department: departmentBox.value || null })">
          <option value="">{{ t('none_') }}</option>
          @for (name of departments(); track name) {
            <option [value]="name" [selected]="name === chosen().department">{{ name }}</option>
          }
        </select>
      </ss-field>
      @if (groups.teams().length > 0 && chosen().role !== firstRole) {
        <ss-team-choice
          [label]="t('teams')"
          [teams]="groups.teams()"
          [value]="chosen().teamIds"
          (valueChange)="place({ teamIds: [...$event] })"
        />
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    .who {
      display: flex;
      align-items: center;
      gap: 14px;
    }
    .who > div {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    h2 {
      font: var(--mat-sys-headline-small);
      letter-spacing: -0.01em;
    }
    dl {
      display: grid;
      grid-template-columns: minmax(104px, max-content) minmax(0, 1fr);
      gap: 8px 12px;
      font: var(--mat-sys-body-small);
    }
    dt {
      color: var(--mat-sys-on-surface-variant);
    }
    dd {
      overflow-wrap: anywhere;
    }
    ss-notice {
      padding: 10px 12px;
      font: var(--mat-sys-body-small);
    }
  `,
})
export class AccountDetails {
  readonly account = input.required<AccountDto>();

  private readonly store = inject(ApprovalsStore);
  protected readonly groups = inject(GroupNames);
  protected readonly roles = ROLES;
  protected readonly firstRole = FIRST_ROLE;
  protected readonly domain = computed(() => this.account().email.split('@').at(-1) ?? '');
  protected readonly chosen = computed(() => {
    const { id, role, department, teams } = this.account();
    return { role, department, teamIds: teams.map((team) => team.id), ...this.store.placements.of(id) };
  });
  /** Free text a person typed stays a choice of its own. */
  protected readonly departments = computed(() => {
    const names = this.groups.departments().map(({ name }) => name);
    const typed = this.account().department;
    return typed === null || names.includes(typed) ? names : [typed, ...names];
  });

  protected roleOf(value: string): Role | undefined {
    return ROLES.find((role) => role === value);
  }

  protected place(change: ApproveUserDto): void {
    const { id } = this.account();
    this.store.placements.set(id, { ...this.store.placements.of(id), ...change });
  }
}
