import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { FindPeople } from '../use-cases/find-people.js';
import { presentFoundPerson } from './account.presenter.js';
import { FoundPeopleDto } from './dto/account.dto.js';
import { FindPeopleQueryDto } from './dto/account-query.dto.js';

@ApiTags('people')
@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly finding: FindPeople,
    private readonly photos: PhotoLinks,
  ) {}

  /** Approved people, to put on a ticket; for staff. */
  @Get()
  @Access('people:find')
  @ApiOkResponse({ type: FoundPeopleDto })
  async findPeople(@CurrentCall() call: PersonCall, @Query() query: FindPeopleQueryDto): Promise<FoundPeopleDto> {
    const rows = await this.finding.execute(call, {
      text: query.q === undefined || query.q === '' ? null : query.q,
      isAssignable: query.assignable === true,
    });
    return { items: rows.map((row) => presentFoundPerson(row, this.photos)) };
  }
}
