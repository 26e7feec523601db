import { Component, effect, inject, input, output, signal, untracked } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Loaded } from '../../api/loaded';
import type { FoundPersonDto, TeamMemberDto, TeamMemberPageDto } from '../../api/types';
import { EmptyState } from '../../ui/feedback/empty-state';
import { ErrorText } from '../../ui/feedback/error-text';
import { InPlaceError } from '../../ui/feedback/in-place-error';
import { Notice } from '../../ui/feedback/notice';
import { Skeleton } from '../../ui/feedback/skeleton';
import { Snackbar } from '../../ui/feedback/snackbar';
import { Control } from '../../ui/field/control';
import { Field } from '../../ui/field/field';
import { Icon } from '../../ui/icon/icon';
import { Avatar } from '../../ui/people/avatar';
import { GroupsApi, type Group } from './groups-api';

const PAUSE_MS = 200;

/** Who works in a team; more staff are found by name and taken in with one press, and let go with one that can be undone. */
@Component({
  selector: 'ss-team-members',
  imports: [
    Avatar,
    Control,
    EmptyState,
    Field,
    Icon,
    InPlaceError,
    MatIconButton,
    Notice,
    RouterLink,
    Skeleton,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t; prefix: 'admin.groups.teams'">
      <ss-field [label]="t('addMember')" [hint]="t('addMemberHint')">
        <input #box ssControl type="search" autocomplete="off" (input)="type(box.value)" />
      </ss-field>
      @if (q() !== '') {
        @if (found.error(); as error) {
          <ss-in-place-error [title]="t('searchFailed')" [error]="error" (retry)="found.load()" />
        } @else {
          <ul class="found" [attr.aria-label]="t('found')">
            @for (person of strangers(); track person.id) {
              <li>
                <button type="button" class="pick" [disabled]="isBusy()" (click)="take(person, box)">
                  <ss-avatar [name]="person.name" [picture]="person.avatarUrl" [size]="28" />
                  <span class="names">
                    {{ person.name }}
                    <small>{{ person.department ?? '' }}</small>
                  </span>
                  <ss-icon name="plus" [size]="16" />
                </button>
              </li>
            } @empty {
              @if (found.value() !== null) {
                <li class="ss-secondary none">{{ t('foundNobody') }}</li>
              }
            }
          </ul>
        }
      }
      @if (problem(); as text) {
        <ss-notice tone="error">{{ text }}</ss-notice>
      }
      @if (members.value(); as list) {
        @if (list.length === 0) {
          <ss-empty-state icon="users" [fact]="t('noMembers')" [hint]="t('noMembersHint')" />
        } @else {
          <ul class="members">
            @for (member of list; track member.id) {
              <li>
                <ss-avatar [name]="member.name" [picture]="member.avatarUrl" />
                <a [routerLink]="['/admin/people', member.id]">{{ member.name }}</a>
                <button
                  matIconButton
                  type="button"
                  [attr.aria-label]="t('removeMember', { name: member.name })"
                  [title]="t('removeMember', { name: member.name })"
                  [disabled]="isBusy()"
                  (click)="remove(member)"
                >
                  <ss-icon name="close" />
                </button>
              </li>
            }
          </ul>
        }
      } @else if (members.error(); as error) {
        <ss-in-place-error [title]="t('membersFailed')" [error]="error" (retry)="members.load()" />
      } @else {
        <ss-skeleton [rows]="3" />
      }
    </ng-container>
  `,
  styles: `
    .found {
      margin-block: 8px;
      padding: 4px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: var(--ss-radius-card);
    }
    .pick {
      display: flex;
      align-items: center;
      gap: 10px;
      inline-size: 100%;
      min-block-size: 44px;
      padding: 4px 8px;
      border: 0;
      border-radius: var(--ss-radius-control);
      background: none;
      text-align: start;
      cursor: pointer;
    }
    .pick:hover {
      background: var(--mat-sys-surface-container);
    }
    .names {
      display: grid;
      flex: 1;
    }
    small {
      color: var(--mat-sys-on-surface-variant);
      font: var(--mat-sys-body-small);
    }
    .none {
      padding: 10px 8px;
    }
    .members {
      margin-block-start: 16px;
    }
    .members li {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 52px;
    }
    .members li + li {
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
    .members a {
      flex: 1;
      color: inherit;
      font: var(--mat-sys-title-small);
      font-weight: 500;
    }
    ss-notice {
      margin-block: 12px;
    }
  `,
})
export class TeamMembers {
  readonly team = input.required<Group>();
  /** The number of members is another one now. */
  readonly changed = output();

  private readonly api = inject(GroupsApi);
  private readonly snackbar = inject(Snackbar);
  private readonly errorText = inject(ErrorText);
  private readonly i18n = inject(TranslocoService);
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly q = signal('');
  protected readonly isBusy = signal(false);
  protected readonly problem = signal('');
  protected readonly members = new Loaded(() => this.all());
  protected readonly found = new Loaded(() => this.api.staff(this.q()));

  constructor() {
    effect(() => {
      this.team();
      untracked(() => void this.members.load());
    });
  }

  /** A team is a few dozen at most: all pages, one after the other. */
  private async all(): Promise<readonly TeamMemberDto[]> {
    const { id } = this.team();
    const members: TeamMemberDto[] = [];
    let cursor: string | null = null;
    do {
      const page: TeamMemberPageDto = await this.api.members(id, cursor);
      members.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return members;
  }

  protected strangers(): readonly FoundPersonDto[] {
    const ids = new Set(this.members.value()?.map(({ id }) => id));
    return (this.found.value()?.items ?? []).filter(({ id }) => !ids.has(id));
  }

  protected type(text: string): void {
    clearTimeout(this.timer);
    this.q.set(text.trim());
    if (this.q() !== '') {
      this.timer = setTimeout(() => void this.found.load(), PAUSE_MS);
    }
  }

  /** The search has done its work; the next one begins in the same place. */
  protected async take(person: FoundPersonDto, box: HTMLInputElement): Promise<void> {
    if (await this.add(person)) {
      box.value = '';
      this.type('');
      box.focus();
    }
  }

  private add(person: { readonly id: string }): Promise<boolean> {
    return this.change(() => this.api.addMember(this.team().id, person.id));
  }

  protected async remove(member: TeamMemberDto): Promise<void> {
    const isDone = await this.change(() => this.api.removeMember(this.team().id, member.id));
    if (isDone) {
      this.snackbar.show(this.say('removed', { name: member.name, team: this.team().name }), {
        label: this.i18n.translate<string>('ui.undo'),
        run: () => void this.add(member),
      });
    }
  }

  private async change(run: () => Promise<void>): Promise<boolean> {
    this.isBusy.set(true);
    this.problem.set('');
    try {
      await run();
      await this.members.refresh();
      this.changed.emit();
      return true;
    } catch (error) {
      this.problem.set(this.errorText.of(error));
      return false;
    } finally {
      this.isBusy.set(false);
    }
  }

  private say(key: string, values: Record<string, string>): string {
    return this.i18n.translate<string>(`admin.groups.teams.${key}`, values);
  }
}
