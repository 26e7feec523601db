import { Platform1764000000001 } from './1764000000001-platform.js';
import { Queue1764000000002 } from './1764000000002-queue.js';
import { People1764000000003 } from './1764000000003-people.js';
import { Mail1764000000004 } from './1764000000004-mail.js';
import { Tickets1764000000005 } from './1764000000005-tickets.js';
import { Files1764000000006 } from './1764000000006-files.js';
import { Workflow1764000000007 } from './1764000000007-workflow.js';
import { Settings1764100000001 } from './1764100000001-settings.js';
import { Identities1764100000002 } from './1764100000002-identities.js';
import { OwnAccount1764100000004 } from './1764100000004-own-account.js';
import { PeopleAdmin1764100000003 } from './1764100000003-people-admin.js';
import { DecidedLately1764100000006 } from './1764100000006-decided-lately.js';
import { Views1764200000002 } from './1764200000002-views.js';
import { Sla1764200000001 } from './1764200000001-sla.js';
import { Mentions1764200000012 } from './1764200000012-mentions.js';
import { SlaClocks1764300000001 } from './1764300000001-sla-clocks.js';
import { Lifecycle1764300000002 } from './1764300000002-lifecycle.js';
import { TicketLinks1764300000003 } from './1764300000003-ticket-links.js';
import { Conversation1764300000004 } from './1764300000004-conversation.js';
import { Search1764300000005 } from './1764300000005-search.js';
import { SearchRoom1764300000006 } from './1764300000006-search-room.js';
import { ListIndexes1764300000007 } from './1764300000007-list-indexes.js';
import { FileVerdicts1764400000001 } from './1764400000001-file-verdicts.js';
import { Uploads1764400000002 } from './1764400000002-uploads.js';
import { Counts1764400000011 } from './1764400000011-counts.js';
import { MailFacts1764500000001 } from './1764500000001-mail-facts.js';
import { Webhooks1764500000003 } from './1764500000003-webhooks.js';
import { MailFactsLockNothing1764500000006 } from './1764500000006-mail-facts-lock-nothing.js';
import { SearchSlices1764600000001 } from './1764600000001-search-slices.js';
import { AssigneeByChange1764600000002 } from './1764600000002-assignee-by-change.js';
import { MailTemplates1764600000003 } from './1764600000003-mail-templates.js';
import { OutsideSystems1764600000004 } from './1764600000004-outside-systems.js';
import { ClientBuild1764600000005 } from './1764600000005-client-build.js';

/** In the order they run; a new migration is added at the end, a landed one is never changed. */
export const MIGRATIONS = [
  Platform1764000000001,
  Queue1764000000002,
  People1764000000003,
  Mail1764000000004,
  Tickets1764000000005,
  Files1764000000006,
  Workflow1764000000007,
  Settings1764100000001,
  Identities1764100000002,
  OwnAccount1764100000004,
  PeopleAdmin1764100000003,
  DecidedLately1764100000006,
  Views1764200000002,
  Sla1764200000001,
  Mentions1764200000012,
  SlaClocks1764300000001,
  Lifecycle1764300000002,
  TicketLinks1764300000003,
  Conversation1764300000004,
  Search1764300000005,
  SearchRoom1764300000006,
  ListIndexes1764300000007,
  FileVerdicts1764400000001,
  Uploads1764400000002,
  Counts1764400000011,
  MailFacts1764500000001,
  Webhooks1764500000003,
  MailFactsLockNothing1764500000006,
  SearchSlices1764600000001,
  AssigneeByChange1764600000002,
  MailTemplates1764600000003,
  OutsideSystems1764600000004,
  ClientBuild1764600000005,
];
