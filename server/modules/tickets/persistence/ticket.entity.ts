import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HoldReason, Level, Priority, TicketStatus } from '../domain/ticket-status.js';

@Entity('tickets')
export class TicketEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') number: string;
  @Column('int') version: number;
  @Column('text') subject: string;
  @Column('text') description: string;
  @Column('text', { name: 'description_html' }) descriptionHtml: string;
  @Column('uuid', { name: 'category_id' }) categoryId: string;
  @Column('text') status: TicketStatus;
  @Column('text') priority: Priority;
  @Column('text', { nullable: true }) impact: Level | null;
  @Column('text', { nullable: true }) urgency: Level | null;
  @Column('uuid', { name: 'requester_id' }) requesterId: string;
  @Column('uuid', { name: 'submitted_by' }) submittedBy: string;
  @Column('uuid', { name: 'assignee_id', nullable: true }) assigneeId: string | null;
  @Column('uuid', { name: 'team_id', nullable: true }) teamId: string | null;
  @Column('boolean') confidential: boolean;
  @Column('text', { array: true }) tags: string[];
  @Column('text', { name: 'hold_reason', nullable: true }) holdReason: HoldReason | null;
  @Column('timestamptz', { name: 'hold_until', nullable: true }) holdUntil: Date | null;
  @Column('text', { name: 'status_before_hold', nullable: true }) statusBeforeHold: TicketStatus | null;
  @Column('text', { nullable: true }) resolution: string | null;
  @Column('uuid', { name: 'follow_up_of', nullable: true }) followUpOf: string | null;
  @Column('int', { name: 'comment_count' }) commentCount: number;
  @Column('int', { name: 'note_count' }) noteCount: number;
  @Column('int', { name: 'attachment_count' }) attachmentCount: number;
  @Column('int', { name: 'note_attachment_count' }) noteAttachmentCount: number;
  @Column('jsonb', { name: 'field_versions' }) fieldVersions: Record<string, number>;
  @Column('int') news: number;
  @Column('uuid', { name: 'news_by', nullable: true }) newsBy: string | null;
  @Column('int', { name: 'news_of_others' }) newsOfOthers: number;
  @Column('int', { name: 'public_news' }) publicNews: number;
  @Column('uuid', { name: 'public_news_by', nullable: true }) publicNewsBy: string | null;
  @Column('int', { name: 'public_news_of_others' }) publicNewsOfOthers: number;
  @Column('timestamptz', { name: 'submitted_at' }) submittedAt: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @Column('timestamptz', { name: 'first_reply_at', nullable: true }) firstReplyAt: Date | null;
  @Column('timestamptz', { name: 'reopened_at', nullable: true }) reopenedAt: Date | null;
  @Column('timestamptz', { name: 'resolved_at', nullable: true }) resolvedAt: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt: Date | null;
  @Column('jsonb', { nullable: true }) sla: object | null;
  @Column('timestamptz', { name: 'sla_due_at', nullable: true }) slaDueAt: Date | null;
  @Column('timestamptz', { name: 'sla_warn_at', nullable: true }) slaWarnAt: Date | null;
  @Column('timestamptz', { name: 'sla_mark_at', nullable: true }) slaMarkAt: Date | null;
}
