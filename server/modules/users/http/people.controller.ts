import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { PersonCall } from '../../../kernel/call.js';
import { Access } from '../../../platform/http/access.decorator.js';
import { CurrentCall } from '../../../platform/http/current-call.decorator.js';
import { IdPipe } from '../../../platform/http/id.pipe.js';
import { PhotoLinks } from '../photos/photo-links.js';
import { FindPeople } from '../use-cases/find-people.js';
import { GetPerson } from '../use-cases/get-person.js';
import { presentCard, presentFoundPerson } from './account.presenter.js';
import { FoundPeopleDto, PersonCardDto } from './dto/account.dto.js';
import { FindPeopleQueryDto } from './dto/account-query.dto.js';

@ApiTags('people')
@Controller('api/people')
export class PeopleController {
  constructor(
    private readonly finding: FindPeople,
    private readonly getting: GetPerson,
    private readonly photos: PhotoLinks,
  ) {}

  /** Approved people, to put on a ticket; for staff. */
  @Get()
  @Access('people:find')
  @ApiOkResponse({ type: FoundPeopleDto })
  async findPeople(@CurrentCall() call: PersonCall, @Query() query: FindPeopleQueryDto): Promise<FoundPeopleDto> {
    const rows = await this.finding.execute(call, {
      text: query.q ?? '',
      isAssignable: query.assignable === true,
    });
    return { items: rows.map((row) => presentFoundPerson(row, this.photos)) };
  }

  /** The card of one person; for staff, with more for administrators. */
  @Get(':id')
  @Access('people:find')
  @ApiOkResponse({ type: PersonCardDto })
  async getPerson(@CurrentCall() call: PersonCall, @Param('id', IdPipe) id: string): Promise<PersonCardDto> {
    return presentCard(await this.getting.execute(call, id), this.photos);
  }
}
