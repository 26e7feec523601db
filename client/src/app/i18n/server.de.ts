import type { ErrorCode } from '../api/types';

/**
 * Texts that come from the server in English, by their codes and keys. A code without words here does not compile; a
 * setting or a kind of mail without words is shown as the server says it, and so are its messages about single fields.
 */
const errors: Record<ErrorCode, string> = {
  ACCOUNT_PENDING: 'Ihr Konto wartet auf die Freigabe durch einen Administrator.',
  ACCOUNT_REJECTED: 'Ihre Registrierung wurde abgelehnt.',
  ACCOUNT_SUSPENDED: 'Ihr Konto ist gesperrt.',
  ACCOUNT_TRANSITION_NOT_ALLOWED: 'Dieser Schritt passt nicht zum Zustand des Kontos.',
  ACTION_NOT_POSSIBLE: 'Das ist im jetzigen Zustand nicht möglich.',
  ALREADY_CLAIMED: 'Jemand hat dieses Ticket bereits übernommen.',
  APPROVAL_NEEDED: 'Neue Tickets gibt nur ein Administrator frei. Danach kann daran gearbeitet werden.',
  ASSIGNEE_REQUIRED: 'Zuerst muss jemand zugewiesen sein.',
  AUTHENTICATION_REQUIRED: 'Bitte melden Sie sich an.',
  BODY_TOO_LARGE: 'Das ist zu groß zum Senden.',
  CONFLICT: 'Das widerspricht dem jetzigen Stand.',
  CURSOR_INVALID: 'Die Liste hat sich geändert. Bitte laden Sie sie neu.',
  DRAFT_STALE: 'Dieser Entwurf wurde inzwischen an anderer Stelle geändert.',
  DRAFTS_FULL: 'Es gibt schon so viele Entwürfe, wie erlaubt sind. Senden oder löschen Sie zuerst einen.',
  EMAIL_NOT_VERIFIED: 'Die E-Mail-Adresse ist nicht bestätigt.',
  EMAIL_TAKEN: 'Ein anderes Konto hat diese E-Mail-Adresse.',
  FIELD_CONFLICT: 'Jemand anderes hat dasselbe Feld geändert.',
  FILE_NOT_JUDGED:
    'Die Datei konnte nicht geprüft werden und lässt sich darum nicht öffnen. Die Administration kann sie erneut prüfen lassen.',
  FILE_NOT_READY: 'Die Datei ist noch nicht geprüft. Versuchen Sie es gleich erneut.',
  FILE_REFUSED: 'Die Datei wurde von der Virenprüfung abgewiesen.',
  IDEMPOTENCY_IN_FLIGHT: 'Dieselbe Anfrage wird gerade bearbeitet.',
  IDEMPOTENCY_KEY_REUSED: 'Diese Anfrage wurde schon mit anderem Inhalt gesendet.',
  IDENTITY_TAKEN: 'Diese Identität gehört zu einem anderen Konto.',
  INTERNAL_ERROR: 'Bei uns ist ein Fehler aufgetreten.',
  INVALID_CREDENTIALS: 'Das Passwort ist nicht richtig.',
  INVALID_SIGNATURE: 'Die Signatur ist ungültig.',
  INVITE_NOT_POSSIBLE: 'Diese Person kann nicht eingeladen werden.',
  JSON_INVALID: 'Die gesendeten Daten sind unlesbar.',
  JSON_TOO_DEEP: 'Die gesendeten Daten sind zu tief verschachtelt.',
  KEY_TAKEN: 'Diesen Schlüssel oder Namen gibt es schon.',
  LAST_ADMIN: 'Der letzte aktive Administrator muss es bleiben.',
  LAST_WAY_IN: 'Das ist der einzige Zugang zum Konto. Legen Sie zuerst ein Passwort fest.',
  LINK_INVALID: 'Dieser Link ist ungültig, schon verwendet oder zu alt.',
  MEMBER_NOT_STAFF: 'Nur Koordinatoren und Administratoren arbeiten in Teams.',
  NOT_FOUND: 'Das gibt es nicht.',
  OTP_INVALID: 'Dieser Code ist nicht richtig oder wurde schon verwendet.',
  OTP_REQUIRED: 'Geben Sie den Code Ihrer Authenticator-App ein.',
  OWN_ACCOUNT: 'Das kann niemand mit dem eigenen Konto tun.',
  PASSWORD_NOT_SET: 'Es ist noch kein Passwort festgelegt.',
  PERMISSION_DENIED: 'Das dürfen Sie nicht.',
  PREVIEW_NOT_POSSIBLE: 'Von dieser Datei gibt es kein Bild. Laden Sie sie stattdessen herunter.',
  PROVIDER_ANSWER_INVALID: 'Der Anmeldedienst hat eine Antwort gegeben, der nicht zu trauen ist.',
  PROVIDER_REFUSED: 'Der Anmeldedienst hat abgelehnt.',
  PROVIDER_UNAVAILABLE: 'Der Anmeldedienst antwortet nicht.',
  RANGE_NOT_SATISFIABLE: 'So viele Bytes hat die Datei nicht.',
  RATE_LIMITED: 'Zu viele Versuche.',
  REFRESH_RACED: 'Ihre Sitzung wurde gerade erneuert. Versuchen Sie es erneut.',
  REGISTRATION_CLOSED: 'Die Registrierung ist geschlossen.',
  REPLIES_FULL: 'Es gibt hier schon so viele Textbausteine, wie erlaubt sind. Löschen Sie zuerst einen.',
  SECOND_FACTOR_REQUIRED: 'Richten Sie zuerst die Anmeldung in zwei Schritten ein.',
  SERVICE_UNAVAILABLE: 'Der Dienst ist gerade nicht verfügbar.',
  SETUP_DONE: 'Es gibt bereits einen Administrator. Bitte melden Sie sich an.',
  SIGN_IN_CANCELLED: 'Die Anmeldung wurde abgebrochen.',
  SIGN_IN_EXPIRED: 'Diese Anmeldung ist nicht mehr gültig.',
  SLA_CALENDAR_IN_USE: 'Nach diesem Kalender rechnet noch eine Richtlinie.',
  SLA_DEFAULT_NEEDED: 'Diese Richtlinie gilt, wo keine andere gilt; sie muss für alle Kategorien bleiben.',
  STORAGE_FULL:
    'Für Dateien ist gerade kein Platz. Alles andere geht weiter; versuchen Sie es ohne Dateien oder später noch einmal.',
  STORAGE_UNAVAILABLE:
    'Dateien lassen sich gerade weder ablegen noch öffnen. Alles andere geht weiter; versuchen Sie es ohne Dateien oder später noch einmal.',
  TASK_NOT_DISCARDABLE: 'Eine laufende oder erledigte Aufgabe kann nicht verworfen werden.',
  TASK_NOT_RETRYABLE: 'Nur eine fehlgeschlagene Aufgabe kann erneut versucht werden.',
  TEAM_IN_USE: 'Dieses Team wird noch verwendet.',
  TICKET_FINAL: 'Dieses Ticket ist endgültig abgeschlossen.',
  TIME_OVER: 'Nicht mehr versucht, um rechtzeitig zu antworten. Bitte erneut senden.',
  TOTP_STATE: 'Der Stand der Anmeldung in zwei Schritten hat sich geändert. Bitte laden Sie neu.',
  TRANSITION_NOT_ALLOWED: 'Dieser Statuswechsel ist nicht möglich.',
  UNSUPPORTED_MEDIA_TYPE: 'Dieses Format wird nicht angenommen.',
  UPLOADS_LIMIT: 'Es warten schon so viele Dateien, wie erlaubt sind. Senden oder entfernen Sie zuerst einige.',
  VALIDATION_FAILED: 'Einige Angaben fehlen oder passen nicht.',
  VERSION_STALE: 'Jemand anderes hat das inzwischen geändert. Bitte laden Sie es neu.',
  LINK_CYCLE: 'Diese beiden sind schon andersherum verknüpft, direkt oder über andere.',
  LINK_EXISTS: 'Diese beiden sind so schon verknüpft.',
  LINK_FIXED: 'Eine Folgeanfrage bleibt mit ihrem Ticket verknüpft.',
  LINK_TO_ITSELF: 'Ein Ticket kann nicht mit sich selbst verknüpft werden.',
  VIEWS_FULL: 'Es gibt schon so viele Ansichten, wie erlaubt sind. Löschen Sie zuerst eine.',
  WEBHOOKS_FULL: 'Es gibt schon so viele Webhooks, wie erlaubt sind. Löschen Sie zuerst einen.',
  WEBHOOK_STATE: 'Das geht im jetzigen Zustand nicht.',
  WORKFLOW_RUN_STATE: 'Das geht mit diesem Lauf in seinem jetzigen Zustand nicht.',
};

type SettingWords = {
  readonly label: string;
  readonly help: string;
  readonly affects: string;
};

type AreaWords = {
  readonly label: string;
  readonly help: string;
  readonly fields: Readonly<Record<string, SettingWords>>;
};

const settings: Readonly<Record<string, AreaWords>> = {
  registration: {
    label: 'Registrierung',
    help: 'Wer ein Konto beantragen darf, und welche Mail-Domains zum Unternehmen gehören.',
    fields: {
      isOpen: {
        label: 'Personen dürfen sich selbst registrieren',
        help: 'Solange das aus ist, entstehen Konten nur durch Einladungen und durch Anmeldung über einen vertrauten Identitätsanbieter. Wer auf Freigabe wartet, wartet weiter; wer ein Konto hat, wird nicht ausgesperrt.',
        affects: 'Die Registrierungsseite und ihre Adresse in der API, sofort.',
      },
      trustedDomains: {
        label: 'Vertraute Mail-Domains',
        help: 'Domains Ihres eigenen Unternehmens, wie example.com. Wer sich über den Identitätsanbieter mit einer bestätigten Adresse davon anmeldet, braucht keine Freigabe. Tragen Sie nie eine Domain ein, bei der Fremde eine Adresse bekommen können, etwa die eines kostenlosen Maildienstes. Subdomains zählen nur, wenn sie aufgeführt sind.',
        affects: 'Neue Konten ab jetzt; die Freigaben kennzeichnen Adressen dieser Domains.',
      },
    },
  },
  general: {
    label: 'Allgemein',
    help: 'Wie der Helpdesk heißt und wie das Unternehmen seine Personen zählt.',
    fields: {
      deskName: {
        label: 'Name des Helpdesks',
        help: 'Was Textbausteine sagen, wo sie den Helpdesk nennen.',
        affects: 'Textbausteine, die ab jetzt eingefügt werden.',
      },
      companyIdPattern: {
        label: 'Muster der Personalnummern',
        help: 'Jedes Konto erhält eine fortlaufende Nummer. # steht für ihre Ziffern, wie EMP-###### für EMP-000123; größere Nummern brauchen mehr Platz. Buchstaben, Ziffern und . _ / - dürfen davor und danach stehen.',
        affects: 'Konten, die ab jetzt entstehen. Bestehende Personalnummern bleiben, wie sie sind.',
      },
    },
  },
  tickets: {
    label: 'Tickets',
    help: 'Wie Tickets angenommen werden, wann sie von selbst enden und wie lange sie zurückkommen können. Welche Status es gibt und wer sie setzt, steht auf der Seite Lebenszyklus.',
    fields: {
      onlyAdminsApprove: {
        label: 'Nur Administratoren geben neue Tickets frei',
        help: 'Solange das an ist, wartet ein neues Ticket, bis ein Administrator es öffnet: Koordinatoren können antworten und Notizen schreiben, es aber weder übernehmen noch zuweisen noch öffnen.',
        affects: 'Was Koordinatoren mit neuen Tickets tun dürfen, sofort. Tickets, die schon offen sind, bleiben es.',
      },
      autoCloseDays: {
        label: 'Tage, bis ein gelöstes Ticket schließt',
        help: 'Ein gelöstes Ticket schließt so viele Tage nach der Lösung von selbst, wenn der Antragsteller nichts sagt.',
        affects:
          'Auch gelöste Tickets, die jetzt warten: Was nach der neuen Zahl fällig ist, schließt innerhalb einer Stunde.',
      },
      reopenWindowDays: {
        label: 'Tage zum erneuten Öffnen',
        help: 'So lange nach dem Ende öffnet ein Antragsteller sein Ticket durch eine Antwort erneut. Spätere Antworten beginnen ein neues Ticket, das mit dem alten verknüpft ist. Das Personal darf jederzeit erneut öffnen.',
        affects: 'Alle beendeten Tickets, ab der nächsten Antwort.',
      },
      priorityFromImpact: {
        label: 'Priorität folgt Auswirkung und Dringlichkeit',
        help: 'Solange das an ist, ergibt sich die Priorität daraus, wie viele betroffen sind und wie bald es darauf ankommt, außer jemand gibt in derselben Änderung eine Priorität an.',
        affects: 'Tickets, deren Auswirkung oder Dringlichkeit ab jetzt gesetzt wird.',
      },
    },
  },
  files: {
    label: 'Dateien',
    help: 'Welche Dateien mitgesendet werden dürfen und was aus ihnen wird.',
    fields: {
      serveUnscanned: {
        label: 'Dateien ausliefern, die niemand geprüft hat',
        help: 'Ohne Virenscanner (CLAMAV_URL) werden Dateien als nicht geprüft gekennzeichnet. Solange das aus ist, kann niemand sie öffnen.',
        affects: 'Jede Datei ohne Urteil, mit der nächsten Anfrage nach ihr.',
      },
      extensions: {
        label: 'Arten von Dateien',
        help: 'Nach dem Ende ihres Namens. Auch der Inhalt muss passen: Ein Programm, das bericht.pdf heißt, wird abgelehnt. 7z wird nur mit einem Virenscanner angenommen, denn nur er kann hineinsehen.',
        affects: 'Was ab jetzt hochgeladen wird. Vorhandene Dateien bleiben.',
      },
      maxFileMegabytes: {
        label: 'Größe einer Datei in MB',
        help: 'Größere Dateien werden abgelehnt.',
        affects: 'Was ab jetzt hochgeladen wird.',
      },
      maxFiles: {
        label: 'Dateien einer Nachricht',
        help: 'So viele Dateien darf eine Anfrage, eine Antwort oder eine Notiz mitbringen.',
        affects: 'Was ab jetzt hochgeladen wird.',
      },
      maxTotalMegabytes: {
        label: 'Größe aller Dateien einer Nachricht in MB',
        help: 'Von einer Anfrage, Antwort oder Notiz zusammengenommen.',
        affects: 'Was ab jetzt hochgeladen wird.',
      },
      keepInfectedDays: {
        label: 'Tage, bis infizierte Dateien vernichtet werden',
        help: 'Niemand kann eine infizierte Datei öffnen; ihr Inhalt bleibt so lange, damit sie nach einem Fehlalarm erneut geprüft werden kann.',
        affects:
          'Auch infizierte Dateien, die schon da sind: Was nach der neuen Zahl fällig ist, geht innerhalb einer Stunde.',
      },
    },
  },
  security: {
    label: 'Sicherheit',
    help: 'Was Personen zur Anmeldung mitbringen müssen.',
    fields: {
      secondFactorRoles: {
        label: 'Rollen, die eine Anmeldung in zwei Schritten brauchen',
        help: 'Wer eine dieser Rollen und noch keine Authenticator-App hat, kann sich weiter anmelden, sieht aber bis zur Einrichtung nur die Seite dafür. Das gilt auch für Sie: Wenn Sie Ihre eigene Rolle wählen und keine haben, richten Sie sie als Nächstes ein. API-Tokens dieser Personen wirken bis dahin nicht.',
        affects: 'Alle mit diesen Rollen, ab der nächsten Anfrage. Niemand wird abgemeldet.',
      },
    },
  },
};

const mails: Readonly<Record<string, { readonly name: string; readonly description: string }>> = {
  'ticket-confirmation': {
    name: 'Bestätigung Ihrer Anfragen',
    description: 'Wenn Sie eine Anfrage gestellt haben oder jemand es für Sie getan hat.',
  },
  'ticket-reply': {
    name: 'Antworten',
    description: 'Wenn jemand in einem Ticket antwortet, das Ihnen gehört, das Sie beobachten oder bearbeiten.',
  },
  'ticket-status': {
    name: 'Statusänderungen',
    description: 'Wenn ein Ticket, das Ihnen gehört, das Sie beobachten oder bearbeiten, einen anderen Status erhält.',
  },
  'ticket-assigned': {
    name: 'Ihnen zugewiesene Tickets',
    description: 'Wenn jemand anderes Ihnen ein Ticket zur Bearbeitung gibt.',
  },
  'ticket-promise': {
    name: 'Zusagen, deren Zeit abläuft',
    description: 'Wenn die zugesagte Zeit für eine Antwort oder eine Lösung bald oder schon vorbei ist.',
  },
  'ticket-team-assigned': {
    name: 'Ihrem Team zugewiesene Tickets',
    description: 'Wenn jemand anderes ein Ticket einem Ihrer Teams gibt und darin noch niemandem.',
  },
  'ticket-submitted': { name: 'Neue Tickets', description: 'Wenn jemand ein Ticket einreicht.' },
  'account-pending': {
    name: 'Konten, die auf Freigabe warten',
    description: 'Wenn sich jemand registriert hat und auf einen Administrator wartet.',
  },
  'file-infected': {
    name: 'Dateien mit einem Virus',
    description: 'Wenn in einer Datei, die jemand gesendet hat, ein Virus gefunden wird.',
  },
  'task-died': {
    name: 'Zurückgelegte Hintergrundaufgaben',
    description:
      'Wenn eine Hintergrundaufgabe endgültig gescheitert ist und auf einen Administrator wartet. Eine E-Mail je Art und Stunde.',
  },
  'webhook-paused': {
    name: 'Angehaltene Webhooks',
    description: 'Wenn der Helpdesk einen Webhook anhält, weil der Empfänger scheitert, und wenn er wieder arbeitet.',
  },
  'workflow-failed': {
    name: 'Fehler des Workflow-Systems',
    description: 'Wenn das Workflow-System ein Ticket nicht abschließen konnte.',
  },
  security: {
    name: 'Ihr Konto und seine Sicherheit',
    description:
      'Passwörter, Anmeldungen von neuen Orten, Änderungen Ihrer Adresse und Entscheidungen über Ihr Konto. Wird immer gesendet.',
  },
};

const options: Readonly<Record<string, string>> = {
  Employee: 'Mitarbeiter',
  'Ticket Coordinator': 'Koordinator',
  'System Admin': 'Administrator',
};

const statuses: Readonly<Record<string, string>> = {
  New: 'Neu',
  Open: 'Offen',
  'In progress': 'In Bearbeitung',
  'On hold': 'Wartend',
  Resolved: 'Gelöst',
  Closed: 'Geschlossen',
  Rejected: 'Abgelehnt',
  Withdrawn: 'Zurückgezogen',
  Merged: 'Zusammengeführt',
  Received: 'Eingegangen',
  Accepted: 'Angenommen',
  'Waiting for you': 'Wartet auf Sie',
  'Solved, to confirm': 'Gelöst, zu bestätigen',
  'Not accepted': 'Nicht angenommen',
  'Joined with another request': 'Mit anderer Anfrage zusammengeführt',
};

export const serverGerman = { errors, statuses, settings, mails, options };
