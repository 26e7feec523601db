import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { HttpModule } from '../../platform/http/http.module.js';
import { ScheduleModule } from '../../platform/schedule/schedule.module.js';
import { StorageModule } from '../../platform/storage/storage.module.js';
import { WAITING_FILES } from './domain/upload.js';
import { FileBytes } from './file-bytes.js';
import { FileOwners } from './file-owners.js';
import { FilesFacade } from './files.facade.js';
import { AttachmentsController } from './http/attachments.controller.js';
import { UploadRefusals } from './http/upload-refusals.js';
import { UploadsController } from './http/uploads.controller.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';
import { UploadsRepository } from './persistence/uploads.repository.js';
import { DiscardBytes } from './use-cases/discard-bytes.js';
import { DiscardUpload } from './use-cases/discard-upload.js';
import { ForgetUploads } from './use-cases/forget-uploads.js';
import { UnitOfWorkWithFiles } from './unit-of-work-with-files.js';
import { OpenAttachment } from './use-cases/open-attachment.js';
import { ReadUploads } from './use-cases/read-uploads.js';
import { StageUpload } from './use-cases/stage-upload.js';

/**
 * Owns uploaded files: what is accepted, where the bytes lie, their verdict and their download.
 * Refuses to know who may see a file: that is asked of the module that owns the file's owner.
 */
@Module({
  imports: [ConfigurationModule, DatabaseModule, HttpModule, ScheduleModule, StorageModule],
  controllers: [AttachmentsController, UploadsController],
  providers: [
    AttachmentsRepository,
    DiscardBytes,
    DiscardUpload,
    FileBytes,
    FileOwners,
    FilesFacade,
    ForgetUploads,
    OpenAttachment,
    ReadUploads,
    StageUpload,
    UnitOfWorkWithFiles,
    UploadRefusals,
    UploadsRepository,
  ],
  exports: [FileOwners, FilesFacade, UnitOfWorkWithFiles],
})
export class FilesModule implements OnModuleInit {
  constructor(private readonly owners: FileOwners) {}

  /** What waits to be sent is for the one who uploaded it. */
  onModuleInit(): void {
    this.owners.register(WAITING_FILES, (call, ownerId) => Promise.resolve(ownerId === call.actor.id));
  }
}
