import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { HttpModule } from '../../platform/http/http.module.js';
import { ImagesModule } from '../../platform/images/images.module.js';
import { MetricsModule } from '../../platform/metrics/metrics.module.js';
import { HourlyWork } from '../../platform/schedule/hourly-work.js';
import { ScheduleModule } from '../../platform/schedule/schedule.module.js';
import { StorageModule } from '../../platform/storage/storage.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { SettingsAreas } from '../settings/settings.facade.js';
import { SettingsModule } from '../settings/settings.module.js';
import { AttachmentKeys } from './attachment-keys.js';
import { WAITING_FILES } from './domain/upload.js';
import { FileBytes } from './file-bytes.js';
import { FileEventLog } from './file-event-log.js';
import { FileLimits } from './file-limits.js';
import { FileOwners } from './file-owners.js';
import { FilePeople } from './file-people.js';
import { FileSecrets } from './file-secrets.js';
import { FilesInBackground } from './files-in-background.js';
import { FilesMetrics } from './files-metrics.js';
import { FilesFacade } from './files.facade.js';
import { AttachmentsController } from './http/attachments.controller.js';
import { FileDoor } from './http/file-door.js';
import { FileLinks } from './http/file-links.js';
import { FilesAdminController } from './http/files-admin.controller.js';
import { UploadRefusals } from './http/upload-refusals.js';
import { UploadRulesController } from './http/upload-rules.controller.js';
import { UploadsController } from './http/uploads.controller.js';
import { InspectArchive } from './inspection/inspect-archive.js';
import { LookInside } from './inspection/look-inside.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';
import { FileReads } from './persistence/file-reads.js';
import { FileVerdictsRepository } from './persistence/file-verdicts.repository.js';
import { UploadsRepository } from './persistence/uploads.repository.js';
import { PreviewKeys } from './preview-keys.js';
import { ProvenBytes } from './proven-bytes.js';
import { ScanTasks } from './scanning/scan-tasks.js';
import { Scanner } from './scanning/scanner.js';
import { UnitOfWorkWithFiles } from './unit-of-work-with-files.js';
import { AssertServable } from './use-cases/assert-servable.js';
import { CatchUpScans } from './use-cases/catch-up-scans.js';
import { CheckFiles } from './use-cases/check-files.js';
import { DestroyInfected } from './use-cases/destroy-infected.js';
import { DiscardBytes } from './use-cases/discard-bytes.js';
import { DiscardUpload } from './use-cases/discard-upload.js';
import { FindAttachment } from './use-cases/find-attachment.js';
import { ForgetUploads } from './use-cases/forget-uploads.js';
import { GatherFiles } from './use-cases/gather-files.js';
import { JudgeFile } from './use-cases/judge-file.js';
import { ListFiles } from './use-cases/list-files.js';
import { MeetScan } from './use-cases/meet-scan.js';
import { OpenAttachment } from './use-cases/open-attachment.js';
import { OpenPreview } from './use-cases/open-preview.js';
import { ReadUploads } from './use-cases/read-uploads.js';
import { RemoveFile } from './use-cases/remove-file.js';
import { ScanAgain } from './use-cases/scan-again.js';
import { ScanFile } from './use-cases/scan-file.js';
import { StageUpload } from './use-cases/stage-upload.js';
import { SummariseFiles } from './use-cases/summarise-files.js';
import { OutsideModule } from '../../platform/outside/outside.module.js';

/**
 * Owns uploaded files: what is accepted, where the bytes lie, their verdict and their download.
 * Refuses to know who may see a file, and who is told what became of it: its owner's module answers, and acts on events.
 */
@Module({
  imports: [
    ConfigurationModule,
    OutsideModule,
    DatabaseModule,
    EventsModule,
    HttpModule,
    ImagesModule,
    MetricsModule,
    ScheduleModule,
    StorageModule,
    QueueModule,
    SettingsModule,
  ],
  controllers: [AttachmentsController, FilesAdminController, UploadRulesController, UploadsController],
  providers: [
    AssertServable,
    AttachmentKeys,
    AttachmentsRepository,
    CatchUpScans,
    CheckFiles,
    DestroyInfected,
    DiscardBytes,
    DiscardUpload,
    FileBytes,
    FileEventLog,
    FileDoor,
    FileLimits,
    FileLinks,
    FileOwners,
    FilePeople,
    FileReads,
    FileSecrets,
    FilesFacade,
    FilesInBackground,
    FilesMetrics,
    FileVerdictsRepository,
    FindAttachment,
    ForgetUploads,
    GatherFiles,
    InspectArchive,
    JudgeFile,
    ListFiles,
    LookInside,
    MeetScan,
    OpenAttachment,
    OpenPreview,
    PreviewKeys,
    ProvenBytes,
    ReadUploads,
    RemoveFile,
    ScanAgain,
    ScanFile,
    Scanner,
    ScanTasks,
    StageUpload,
    SummariseFiles,
    UnitOfWorkWithFiles,
    UploadRefusals,
    UploadsRepository,
  ],
  exports: [FileOwners, FilePeople, FilesFacade, UnitOfWorkWithFiles],
})
export class FilesModule implements OnModuleInit {
  constructor(
    private readonly owners: FileOwners,
    private readonly settings: SettingsAreas,
    private readonly limits: FileLimits,
    private readonly background: FilesInBackground,
    private readonly hourly: HourlyWork,
  ) {}

  onModuleInit(): void {
    // What waits to be sent is for the one who uploaded it.
    this.owners.register(WAITING_FILES, {
      mayRead: (call, ownerId) => Promise.resolve(ownerId === call.actor.id),
    });
    this.settings.register(this.limits.area);
    this.background.register(this.hourly);
  }
}
