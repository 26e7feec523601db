import type { scopesEnglish } from './scopes.en';

export const scopesGerman: typeof scopesEnglish = {
  account_own: 'Das Konto ansehen und ändern',
  ticket_create: 'Anfragen stellen',
  ticket_read: 'Tickets lesen',
  ticket_act: 'Auf eigene Anfragen antworten und sie bearbeiten',
  category_read: 'Kategorien lesen',
  file_read: 'Dateien von Tickets herunterladen',
  task_read: 'Sehen, wie weit Hintergrundaufgaben sind',
  ticket_work: 'Tickets als Koordinator bearbeiten',
  people_find: 'Personen nach Namen suchen',
  ticket_review: 'Neue Tickets prüfen und ablehnen',
  user_manage: 'Personen, Rollen und Teams verwalten',
  category_manage: 'Kategorien verwalten',
  mail_read: 'Postausgang lesen',
  mail_resend: 'E-Mails aus dem Postausgang erneut senden',
  queue_manage: 'Hintergrundaufgaben sehen und wiederholen',
  integration_manage: 'Integrationen verwalten',
  settings_manage: 'Einstellungen des Helpdesks ändern',
  lifecycle_manage: 'Den Lebenszyklus der Tickets ändern',
  sla_manage: 'Servicelevel und Geschäftszeiten verwalten',
  access_explain: 'Fragen, warum jemand ein Ticket sehen darf',
};
