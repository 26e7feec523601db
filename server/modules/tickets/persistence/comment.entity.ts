import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Comment, CommentVisibility } from '../domain/comment.js';

@Entity('comments')
export class CommentEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'ticket_id' }) ticketId: string;
  @Column('uuid', { name: 'author_id', nullable: true }) authorId: string | null;
  @Column('text', { name: 'author_kind' }) authorKind: Comment['authorKind'];
  @Column('text') visibility: CommentVisibility;
  @Column('text') body: string;
  @Column('text', { name: 'body_html' }) bodyHtml: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
