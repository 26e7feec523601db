import { Module } from '@nestjs/common';
import { HttpModule } from './platform/http/http.module.js';

/** The HTTP process: a table of contents, lowest level first. */
@Module({
  imports: [HttpModule],
})
export class AppModule {}
