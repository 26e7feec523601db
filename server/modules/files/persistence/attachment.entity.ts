import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AttachmentAudience, AttachmentState } from '../domain/attachment.js';

@Entity('attachments')
export class AttachmentEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'owner_type' }) ownerType: string;
  @Column('uuid', { name: 'owner_id' }) ownerId: string;
  @Column('uuid', { name: 'part_id', nullable: true }) partId: string | null;
  @Column('text') audience: AttachmentAudience;
  @Column('text') filename: string;
  @Column('text', { name: 'content_type' }) contentType: string;
  @Column('bigint') size: string;
  @Column('text') sha256: string;
  @Column('text', { name: 'storage_key' }) storageKey: string;
  @Column('text') state: AttachmentState;
  @Column('text', { nullable: true }) finding: string | null;
  @Column('timestamptz', { name: 'scanned_at', nullable: true }) scannedAt: Date | null;
  @Column('text', { name: 'scanned_sha256', nullable: true }) scannedSha256: string | null;
  @Column('smallint', { name: 'scan_troubles', default: 0 }) scanTroubles: number;
  @Column('timestamptz', { name: 'bytes_removed_at', nullable: true }) bytesRemovedAt: Date | null;
  @Column('uuid', { name: 'uploaded_by', nullable: true }) uploadedBy: string | null;
  @Column('timestamptz', { name: 'removed_at', nullable: true }) removedAt: Date | null;
  @Column('timestamptz', { name: 'expires_at', nullable: true }) expiresAt: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
