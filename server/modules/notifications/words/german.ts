import type { HoldReason, MailWords } from './mail-words.js';

const HOLDS: Readonly<Record<HoldReason, string>> = {
  requester: 'eine Antwort der Person, die sie gestellt hat',
  'third party': 'jemanden außerhalb des Helpdesks',
  approval: 'eine Freigabe',
  scheduled: 'ihren Termin',
};

export const GERMAN: MailWords = {
  locale: 'de-DE',
  statuses: {
    New: 'Neu',
    Open: 'Offen',
    'In Progress': 'In Bearbeitung',
    'On Hold': 'Wartend',
    Resolved: 'Gelöst',
    Closed: 'Geschlossen',
    Rejected: 'Abgelehnt',
    Withdrawn: 'Zurückgezogen',
    Merged: 'Zusammengeführt',
  },
  reopened: 'Wieder geöffnet',
  priorities: { Low: 'Niedrig', Medium: 'Mittel', High: 'Hoch', Critical: 'Kritisch' },
  statusSentence: ({ number, from, to, isReopening, holdReason }) => {
    switch (to) {
      case 'New':
        return `Die Anfrage ${number} ist wieder neu.`;
      case 'Open':
        if (isReopening) {
          return `Die Anfrage ${number} wurde wieder geöffnet.`;
        }
        return from === 'New'
          ? `Die Anfrage ${number} wurde angenommen und ist offen.`
          : `Die Anfrage ${number} ist wieder offen.`;
      case 'In Progress':
        return from === 'On Hold'
          ? `Die Arbeit an der Anfrage ${number} geht weiter: Sie ist in Bearbeitung.`
          : `Die Arbeit an der Anfrage ${number} hat begonnen: Sie ist in Bearbeitung.`;
      case 'On Hold':
        return `Die Anfrage ${number} wartet${holdReason === null ? '' : ` auf ${HOLDS[holdReason]}`}.`;
      case 'Resolved':
        return `Die Anfrage ${number} wurde gelöst. Falls das Problem noch besteht, öffnen Sie sie wieder oder antworten Sie darin.`;
      case 'Closed':
        return `Die Anfrage ${number} wurde geschlossen.`;
      case 'Rejected':
        return `Die Anfrage ${number} wurde nicht angenommen: Sie wurde abgelehnt.`;
      case 'Withdrawn':
        return `Die Anfrage ${number} wurde zurückgezogen.`;
      case 'Merged':
        return `Die Anfrage ${number} wurde mit einer anderen zusammengeführt.`;
    }
  },
  holdSentence: (number, reason) => `Die Anfrage ${number} wartet weiter, jetzt auf ${HOLDS[reason]}.`,
  howItWasSolved: 'So wurde sie gelöst:',
  theReason: 'Die Begründung:',
  promises: { firstResponse: 'die erste Antwort', nextReply: 'die nächste Antwort', resolution: 'die Lösung' },
  because: {
    mentioned: 'Sie darin genannt wurden',
    requester: 'es Ihre Anfrage ist',
    watcher: 'Sie diese Anfrage beobachten',
    assignee: 'Ihnen dieses Ticket zugewiesen ist',
    team: 'dieses Ticket Ihrem Team zugewiesen ist',
    admin: 'Sie Administrator sind',
  },
  workflowStates: { failed: 'fehlgeschlagen', cancelled: 'abgebrochen' },
  workflowName: 'Das Workflow-System',
  somebody: 'Jemand',
  hiddenSubject: 'ein vertrauliches Ticket',
  hiddenBody: 'Das Ticket ist vertraulich: Melden Sie sich an, um dies zu lesen.',
  device: (browser, system) => `${browser} unter ${system}`,
  unknownDevice: 'Ein unbekanntes Gerät oder Programm',
};
