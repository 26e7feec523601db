import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  Unique,
  UpdateDateColumn,
} from 'typeorm';
import type { AccountStatus, Role } from '../../../kernel/role.js';
import { DepartmentEntity } from './department.entity.js';

const NOW = "date_trunc('milliseconds', now())";

@Entity('users')
@Unique('users_company_id', ['companyId'])
@Unique('users_email', ['email'])
@Check('users_role', `role IN ('Employee', 'Ticket Coordinator', 'System Admin')`)
@Check('users_status', `status IN ('Pending', 'Approved', 'Rejected', 'Suspended')`)
@Index('users_created', { synchronize: false })
@Index('users_name', { synchronize: false })
@Index('users_by_department', { synchronize: false })
@Index('users_by_role', { synchronize: false })
@Index('users_by_status', { synchronize: false })
@Index('users_domain', { synchronize: false })
@Index('users_plain_name', { synchronize: false })
@Index('users_staff', { synchronize: false })
@Index('users_search', { synchronize: false })
export class UserEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text', { name: 'company_id' })
  companyId: string;

  @Column('citext')
  email: string;

  @Column('timestamptz', { name: 'email_proven_at', nullable: true })
  emailProvenAt: Date | null;

  @Column('text', { name: 'password_hash', nullable: true, select: false })
  passwordHash: string | null;

  @Column('text', { name: 'first_name' })
  firstName: string;

  @Column('text', { name: 'last_name' })
  lastName: string;

  @Column('text')
  role: Role;

  @Column('text')
  status: AccountStatus;

  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId: string | null;

  /** For the foreign key alone; departments are read by SQL where their names are shown. */
  @ManyToOne(() => DepartmentEntity, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'department_id', foreignKeyConstraintName: 'users_department' })
  department?: DepartmentEntity | null;

  @Column('text', { name: 'department_text', nullable: true })
  departmentText: string | null;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { default: 'en' })
  language: string;

  @Column('text', { name: 'time_zone', default: 'UTC' })
  timeZone: string;

  @Column('uuid', { name: 'avatar_file_id', nullable: true })
  avatarFileId: string | null;

  @Column('int', { default: 1 })
  version: number;

  @Column('jsonb', { name: 'field_versions', default: {} })
  fieldVersions: Record<string, number>;

  @Column('int', { default: 1 })
  epoch: number;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedById: string | null;

  @ManyToOne(() => UserEntity, { nullable: true })
  @JoinColumn({ name: 'decided_by', foreignKeyConstraintName: 'users_decided_by' })
  decidedBy?: UserEntity | null;

  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  @Column('text', { name: 'decided_reason', nullable: true })
  decidedReason: string | null;

  /** When the person was last asked to choose a first password; null when nobody ever asked. */
  @Column('timestamptz', { name: 'invited_at', nullable: true })
  invitedAt: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', default: () => NOW })
  createdAt: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', default: () => NOW })
  updatedAt: Date;
}
