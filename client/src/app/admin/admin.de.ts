import type { adminEnglish } from './admin.en';
import { approvalsGerman } from './approvals/approvals.de';
import { blocksGerman } from './blocks/blocks.de';
import { categoriesGerman } from './categories/categories.de';
import { filesGerman } from './files/files.de';
import { groupsGerman } from './groups/groups.de';
import { lifecycleGerman } from './lifecycle/lifecycle.de';
import { peopleGerman } from './people/people.de';
import { serviceLevelsGerman } from './service-levels/service-levels.de';
import { settingsGerman } from './settings/settings.de';
import { webhooksGerman } from './webhooks/webhooks.de';

export const adminGerman: typeof adminEnglish = {
  approvals: approvalsGerman,
  people: peopleGerman,
  groups: groupsGerman,
  blocks: blocksGerman,
  settings: settingsGerman,
  lifecycle: lifecycleGerman,
  serviceLevels: serviceLevelsGerman,
  categories: categoriesGerman,
  files: filesGerman,
  webhooks: webhooksGerman,
  mailbox: {
    title: 'Postausgang',
    lead: 'Jede E-Mail, die der Helpdesk gesendet hat oder gleich sendet.',
    failed: 'Die E-Mails konnten nicht geladen werden',
    messageFailed: 'Diese E-Mail konnte nicht geladen werden',
    none: 'Noch keine E-Mail gesendet',
    noneHint: 'Registrierungen, Tickets und Antworten senden E-Mails; sie erscheinen hier.',
    to: 'An',
    subject: 'Betreff',
    template: 'Vorlage',
    state: 'Zustand',
    created: 'Erstellt',
    sent: 'Gesendet',
    attempts: 'Versuche',
    error: 'Letzter Fehler',
    answer: 'Antwort des Mailservers',
    states: { queued: 'Wartet', sent: 'Gesendet', failed: 'Fehlgeschlagen', bounced: 'Unzustellbar' },
    html: 'Als HTML',
    text: 'Als Text',
    headers: 'Kopfzeilen',
    views: 'Ansicht',
    preview: 'Die E-Mail, wie der Empfänger sie sieht',
    more: 'Mehr laden',
    close: 'E-Mail schließen',
    noHtml: 'Diese E-Mail hat keinen HTML-Teil.',
    noText: 'Diese E-Mail hat keinen Textteil.',
    choose: 'Wählen Sie eine E-Mail, um sie zu lesen',
    resend: 'Erneut senden',
    resent: 'Die E-Mail ist erneut unterwegs.',
    resendFailed: 'Die E-Mail konnte nicht erneut gesendet werden',
  },
  tasks: {
    title: 'Hintergrundaufgaben',
    lead: 'E-Mails, Prüfungen und Aufrufe anderer Systeme werden hier nacheinander erledigt.',
    queuesFailed: 'Die Warteschlangen konnten nicht geladen werden',
    tasksFailed: 'Die Aufgaben konnten nicht geladen werden',
    moving: 'Alles läuft',
    noQueues: 'Nichts wartet, und nichts ist fehlgeschlagen',
    type: 'Art',
    queued: 'Wartet',
    running: 'Läuft',
    failed: 'Wird wiederholt',
    dead: 'Gescheitert',
    oldest: 'Älteste fällige',
    tasks: 'Aufgaben',
    state: 'Zustand',
    states: {
      failed: 'Wird wiederholt',
      dead: 'Gescheitert',
      queued: 'Wartet',
      running: 'Läuft',
      succeeded: 'Erledigt',
    },
    attempts: 'Versuche',
    error: 'Letzter Fehler',
    changed: 'Geändert',
    none: 'Keine Aufgabe ist in diesem Zustand',
    retry: 'Erneut versuchen',
    retryNamed: 'Erneut versuchen: {{ type }}',
    retried: 'Die Aufgabe ist jetzt fällig.',
    retryFailed: 'Die Aufgabe konnte nicht erneut versucht werden',
    more: 'Mehr laden',
  },
};
