/**
 * The shapes of the REST contract, by the names they have in it, and the words they are made of. Other code imports
 * types from here alone.
 */
import type { AccountDto, AdminTaskDto, AttachmentDto, ChangeStatusDto, MailItemDto, OwnAccountDto } from './types.gen';

export type {
  AccountAccessDto,
  AccountChecksDto,
  AccountDto,
  AccountHistoryItemDto,
  AccountHistoryPageDto,
  AccountPageDto,
  AdminTaskDto,
  ApiTokenDto,
  ApproveUserDto,
  AttachmentDto,
  AttachmentLinkDto,
  BulkResultDto,
  BulkResultsDto,
  BulkTicketsDto,
  CategoryDto,
  CategoryListDto,
  CategoryRefDto,
  ChangeStatusDto,
  CommentDto,
  CommentListDto,
  CountedDepartmentDto,
  CreateAccountDto,
  CreateApiTokenDto,
  CreatedApiTokenDto,
  CreateTicketViewDto,
  DecideUsersDto,
  DecisionResultsDto,
  ErrorBody as ErrorDto,
  ErrorCode,
  ExplanationDto,
  FollowUpDto,
  FoundPeopleDto,
  FoundPersonDto,
  GroupDto,
  GroupListDto,
  IdentityDto,
  IdentityListDto,
  MailItemDto,
  MailListDto,
  MailMessageDto,
  NotificationKindDto,
  OwnAccountDto,
  PersonCardDto,
  PersonDto,
  QueueDto,
  QueuesDto,
  RegisterDto,
  RegistrationDto,
  ResentDto,
  SecondFactorDto,
  SessionDto,
  SessionListDto,
  SessionTokensDto,
  SettingFieldDto,
  SettingsAreaDto,
  SettingsListDto,
  SetupDto,
  SetupStateDto,
  SignedInUserDto as UserDto,
  SignInDto,
  SignInOptionsDto,
  SignInThrottleDto,
  SignInThrottleListDto,
  SimilarTicketDto,
  SimilarTicketsDto,
  StartedSecondFactorDto,
  TaskDto,
  TaskListDto,
  TeamDto,
  TeamListDto,
  TeamMemberDto,
  TeamMemberPageDto,
  TeamRefDto,
  TicketAction,
  TicketBulkAction,
  TicketColumn,
  TicketDto,
  TicketFiltersDto,
  TicketListDto,
  TicketListItemDto,
  TicketPriority as Priority,
  TicketStatus,
  TicketViewDto,
  TicketViewListDto,
  TimelineDto,
  TimelineItemDto,
  TransitionDto,
  UpdateAccountDto,
  UpdateOwnAccountDto,
  UpdateTicketViewDto,
  ViewCountsDto,
} from './types.gen';

export type Role = AccountDto['role'];
export type AccountStatus = AccountDto['status'];
export type AccountAction = AccountDto['allowedActions'][number];
export type Permission = OwnAccountDto['permissions'][number];
export type AttachmentState = AttachmentDto['state'];
export type HoldReason = NonNullable<ChangeStatusDto['holdReason']>;
export type MailState = MailItemDto['state'];
export type TaskState = AdminTaskDto['status'];

export const ROLES: readonly Role[] = ['Employee', 'Ticket Coordinator', 'System Admin'];
/** What a new account is unless somebody says more. Teams are for staff: nobody with this role is in one. */
export const FIRST_ROLE: Role = 'Employee';
export const ACCOUNT_STATUSES: readonly AccountStatus[] = ['Pending', 'Approved', 'Rejected', 'Suspended'];
