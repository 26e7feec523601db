import { Module } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { HttpModule } from '../../platform/http/http.module.js';
import { StorageModule } from '../../platform/storage/storage.module.js';
import { FileOwners } from './file-owners.js';
import { FilesFacade } from './files.facade.js';
import { AttachmentsController } from './http/attachments.controller.js';
import { AttachmentsRepository } from './persistence/attachments.repository.js';
import { OpenAttachment } from './use-cases/open-attachment.js';

/**
 * Owns uploaded files: what is accepted, where the bytes lie, their verdict and their download.
 * Refuses to know who may see a file: that is asked of the module that owns the file's owner.
 */
@Module({
  imports: [ConfigurationModule, DatabaseModule, HttpModule, StorageModule],
  controllers: [AttachmentsController],
  providers: [AttachmentsRepository, FileOwners, FilesFacade, OpenAttachment],
  exports: [FileOwners, FilesFacade],
})
export class FilesModule {}
