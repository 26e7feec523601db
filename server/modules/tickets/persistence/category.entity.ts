import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Priority } from '../domain/ticket-status.js';

@Entity('categories')
export class CategoryEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') key: string;
  @Column('text') name: string;
  @Column('text') description: string;
  @Column('int') position: number;
  @Column('boolean', { name: 'is_active' }) isActive: boolean;
  @Column('uuid', { name: 'default_team_id', nullable: true }) defaultTeamId: string | null;
  @Column('text', { name: 'default_priority', nullable: true }) defaultPriority: Priority | null;
  @Column('int') version: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
