import { Module, type OnModuleInit } from '@nestjs/common';
import { ConfigurationModule } from '../../config/configuration.module.js';
import { DatabaseModule } from '../../platform/database/database.module.js';
import { EventsModule } from '../../platform/events/events.module.js';
import { ScheduleModule } from '../../platform/schedule/schedule.module.js';
import { StorageModule } from '../../platform/storage/storage.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { FileOwners } from '../files/files.facade.js';
import { FilesModule } from '../files/files.module.js';
import { QueueModule } from '../queue/queue.module.js';
import { SettingsAreas } from '../settings/settings.facade.js';
import { SettingsModule } from '../settings/settings.module.js';
import { SlaModule } from '../sla/sla.module.js';
import { UsersModule } from '../users/users.module.js';
import { DeskRules } from './desk-rules.js';
import { Deadlines } from './deadlines.js';
import { CategoriesController } from './http/categories.controller.js';
import { ConversationController } from './http/conversation.controller.js';
import { ExplanationController } from './http/explanation.controller.js';
import { SimilarController } from './http/similar.controller.js';
import { LifecycleController } from './http/lifecycle.controller.js';
import { LooksController } from './http/looks.controller.js';
import { TicketActionsController } from './http/ticket-actions.controller.js';
import { TicketBulkController } from './http/ticket-bulk.controller.js';
import { TicketExportController } from './http/ticket-export.controller.js';
import { TicketLinksController } from './http/ticket-links.controller.js';
import { TicketPartsController } from './http/ticket-parts.controller.js';
import { SubmissionRefusals, TicketRefusals } from './http/ticket-refusals.js';
import { TicketSlaController } from './http/ticket-sla.controller.js';
import { TicketViewsController } from './http/ticket-views.controller.js';
import { TicketsController } from './http/tickets.controller.js';
import { ViewRefusals, ViewSight } from './http/view-refusals.js';
import { LifecycleBell } from './lifecycle-bell.js';
import { CategoriesRepository } from './persistence/categories.repository.js';
import { CommentsRepository } from './persistence/comments.repository.js';
import { LifecycleRepository } from './persistence/lifecycle.repository.js';
import { OverdueTicketsQuery } from './persistence/overdue-tickets.query.js';
import { KnownWordsQuery } from './persistence/known-words.query.js';
import { SimilarTicketsQuery } from './persistence/similar-tickets.query.js';
import { TicketAudiencesQuery } from './persistence/ticket-audiences.query.js';
import { TicketCountsQuery } from './persistence/ticket-counts.query.js';
import { TicketFactsReader } from './persistence/ticket-facts.reader.js';
import { TicketLinksQuery } from './persistence/ticket-links.query.js';
import { TicketLinksRepository } from './persistence/ticket-links.repository.js';
import { TicketListQuery } from './persistence/ticket-list.query.js';
import { TicketLooksRepository } from './persistence/ticket-looks.repository.js';
import { TicketTextsQuery } from './persistence/ticket-texts.query.js';
import { TicketViewsRepository } from './persistence/ticket-views.repository.js';
import { TicketsRepository } from './persistence/tickets.repository.js';
import { TimelineQuery } from './persistence/timeline.query.js';
import { MessageReceivers } from './message-receivers.js';
import { TicketFiles } from './ticket-files.js';
import { TicketPromisesRepository } from './persistence/ticket-promises.repository.js';
import { PromiseWatch } from './promise-watch.js';
import { TicketsInBackground } from './tickets-in-background.js';
import { TicketsFacade } from './tickets.facade.js';
import { TICKETS } from './tickets.settings.js';
import { AddComment } from './use-cases/add-comment.js';
import { ApplyWorkflowResult } from './use-cases/apply-workflow-result.js';
import { AssertPossible } from './use-cases/assert-possible.js';
import { AssignTicket } from './use-cases/assign-ticket.js';
import { AttachFiles, TICKET_FILES } from './use-cases/attach-files.js';
import { AuditConfidentialLook } from './use-cases/audit-confidential-look.js';
import { BeginFollowUp } from './use-cases/begin-follow-up.js';
import { BulkTickets } from './use-cases/bulk-tickets.js';
import { ChangeLifecycle } from './use-cases/change-lifecycle.js';
import { ChangeOneOfMany } from './use-cases/change-one-of-many.js';
import { ChangeHold } from './use-cases/change-hold.js';
import { ChangeStatus } from './use-cases/change-status.js';
import { CheckLifecycle } from './use-cases/check-lifecycle.js';
import { ClaimTicket } from './use-cases/claim-ticket.js';
import { CountViews } from './use-cases/count-views.js';
import { EditTicket } from './use-cases/edit-ticket.js';
import { EscalateTicket } from './use-cases/escalate-ticket.js';
import { ExplainAccess } from './use-cases/explain-access.js';
import { ExportTickets } from './use-cases/export-tickets.js';
import { FindDueTimes } from './use-cases/find-due-times.js';
import { FindMentioned } from './use-cases/find-mentioned.js';
import { FindSimilar } from './use-cases/find-similar.js';
import { FindReceivers } from './use-cases/find-receivers.js';
import { FindView } from './use-cases/find-view.js';
import { GetLifecycle } from './use-cases/get-lifecycle.js';
import { HoldOtherwise } from './use-cases/hold-otherwise.js';
import { HandOverTicket } from './use-cases/hand-over-ticket.js';
import { LinkTickets } from './use-cases/link-tickets.js';
import { LearnWords } from './use-cases/learn-words.js';
import { ListCategories } from './use-cases/list-categories.js';
import { ListComments } from './use-cases/list-comments.js';
import { ListLinks } from './use-cases/list-links.js';
import { ListTickets } from './use-cases/list-tickets.js';
import { ListViews } from './use-cases/list-views.js';
import { LoseAttachment } from './use-cases/lose-attachment.js';
import { LookAtTicket } from './use-cases/look-at-ticket.js';
import { MayReadTicketFile } from './use-cases/may-read-ticket-file.js';
import { MeetDeadline } from './use-cases/meet-deadline.js';
import { MeetOverdueDeadlines } from './use-cases/meet-overdue-deadlines.js';
import { NarrowTickets } from './use-cases/narrow-tickets.js';
import { PlanDeadline } from './use-cases/plan-deadline.js';
import { PlaceNewTicket } from './use-cases/place-new-ticket.js';
import { ReadTicketClocks } from './use-cases/read-ticket-clocks.js';
import { ReadInWords } from './use-cases/read-in-words.js';
import { ReadTicket } from './use-cases/read-ticket.js';
import { ReadTimeline } from './use-cases/read-timeline.js';
import { RebuildPromises } from './use-cases/rebuild-promises.js';
import { ReleaseTickets } from './use-cases/release-tickets.js';
import { RemoveAttachment } from './use-cases/remove-attachment.js';
import { ResolveTicketEdit } from './use-cases/resolve-ticket-edit.js';
import { RunningExports } from './use-cases/running-exports.js';
import { SaveCategory } from './use-cases/save-category.js';
import { SaveTicketEdit } from './use-cases/save-ticket-edit.js';
import { SaveView } from './use-cases/save-view.js';
import { SearchTickets } from './use-cases/search-tickets.js';
import { SetViewColumns } from './use-cases/set-view-columns.js';
import { ShowPromises } from './use-cases/show-promises.js';
import { StoreTicket } from './use-cases/store-ticket.js';
import { SubmitTicket } from './use-cases/submit-ticket.js';
import { TakeAnswer } from './use-cases/take-answer.js';
import { TakeRequesterReply } from './use-cases/take-requester-reply.js';
import { TakeText } from './use-cases/take-text.js';
import { SweepPromises } from './use-cases/sweep-promises.js';
import { TellPromises } from './use-cases/tell-promises.js';
import { TellVerdict } from './use-cases/tell-verdict.js';
import { TicketForChange } from './use-cases/ticket-for-change.js';
import { TicketParts } from './use-cases/ticket-parts.js';
import { TicketsToLink } from './use-cases/tickets-to-link.js';
import { TicketPromises } from './use-cases/ticket-promises.js';
import { TransitionTicket } from './use-cases/transition-ticket.js';
import { UnlinkTickets } from './use-cases/unlink-tickets.js';
import { VisibleTicket } from './use-cases/visible-ticket.js';
import { WatchTicket } from './use-cases/watch-ticket.js';
import { WriteComment } from './use-cases/write-comment.js';

/**
 * Owns tickets, their conversation, lifecycle, policy, lists and categories.
 * Refuses to send mail, to call the Workflow system, or to know who is told what: others act on its events.
 */
@Module({
  imports: [
    ConfigurationModule,
    DatabaseModule,
    EventsModule,
    ScheduleModule,
    StorageModule,
    QueueModule,
    SettingsModule,
    FilesModule,
    UsersModule,
    AuthModule,
    SlaModule,
  ],
  controllers: [
    CategoriesController,
    TicketViewsController,
    TicketExportController,
    TicketBulkController,
    SimilarController,
    TicketsController,
    TicketActionsController,
    ConversationController,
    TicketLinksController,
    TicketPartsController,
    TicketSlaController,
    LooksController,
    ExplanationController,
    LifecycleController,
  ],
  providers: [
    AddComment,
    ApplyWorkflowResult,
    AssertPossible,
    AssignTicket,
    AttachFiles,
    AuditConfidentialLook,
    BeginFollowUp,
    BulkTickets,
    CategoriesRepository,
    ChangeHold,
    ChangeLifecycle,
    ChangeOneOfMany,
    ChangeStatus,
    CheckLifecycle,
    ClaimTicket,
    CommentsRepository,
    CountViews,
    Deadlines,
    DeskRules,
    EditTicket,
    EscalateTicket,
    ExplainAccess,
    ExportTickets,
    FindDueTimes,
    FindMentioned,
    FindSimilar,
    FindReceivers,
    FindView,
    GetLifecycle,
    HandOverTicket,
    HoldOtherwise,
    LifecycleBell,
    LifecycleRepository,
    LinkTickets,
    KnownWordsQuery,
    LearnWords,
    ListCategories,
    ListComments,
    ListLinks,
    ListTickets,
    ListViews,
    LookAtTicket,
    LoseAttachment,
    MayReadTicketFile,
    MeetDeadline,
    MeetOverdueDeadlines,
    OverdueTicketsQuery,
    NarrowTickets,
    PlanDeadline,
    PlaceNewTicket,
    MessageReceivers,
    ReadInWords,
    PromiseWatch,
    ReadTicket,
    ReadTicketClocks,
    ReadTimeline,
    RebuildPromises,
    ReleaseTickets,
    RemoveAttachment,
    ResolveTicketEdit,
    RunningExports,
    SaveCategory,
    SaveTicketEdit,
    SaveView,
    SearchTickets,
    SetViewColumns,
    ShowPromises,
    SimilarTicketsQuery,
    StoreTicket,
    SubmissionRefusals,
    SubmitTicket,
    TakeAnswer,
    TakeRequesterReply,
    TakeText,
    SweepPromises,
    TellPromises,
    TellVerdict,
    TicketAudiencesQuery,
    TicketCountsQuery,
    TicketFactsReader,
    TicketFiles,
    TicketForChange,
    TicketLinksQuery,
    TicketLinksRepository,
    TicketListQuery,
    TicketPromises,
    TicketLooksRepository,
    TicketPromisesRepository,
    TicketRefusals,
    TicketTextsQuery,
    TicketViewsRepository,
    TicketsFacade,
    TicketsInBackground,
    TicketsRepository,
    TimelineQuery,
    TicketParts,
    TicketsToLink,
    TransitionTicket,
    UnlinkTickets,
    ViewRefusals,
    ViewSight,
    VisibleTicket,
    WatchTicket,
    WriteComment,
  ],
  exports: [MessageReceivers, TicketsFacade],
})
export class TicketsModule implements OnModuleInit {
  constructor(
    private readonly owners: FileOwners,
    private readonly files: TicketFiles,
    private readonly background: TicketsInBackground,
    private readonly settings: SettingsAreas,
  ) {}

  onModuleInit(): void {
    this.owners.register(TICKET_FILES, this.files);
    this.settings.register(TICKETS);
    this.background.register();
  }
}
