import { v5, v7 } from 'uuid';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const MAILS = '0d3c9c55-8d1a-5c1e-9c0e-52b7b0f2a9f4';
const MAIL_TEMPLATES = '1c7d2f0a-3a52-5f0b-8d7e-94c0d1a6e2b3';
const SETTINGS = 'b3f6b0a2-7f0e-5c38-9d0d-6a1b7b6c1d55';
const DELIVERIES = '5a8f4d8e-9f83-5d0b-8a1c-2f4f6c1d7b90';
const TASKS = '6f1a3c52-5d0e-5b7a-9a53-3f1c2f0f8a11';

/** UUID v7: sortable by time of birth, so that indexes grow at one end. */
export function newId(): string {
  return v7();
}

export function isId(text: string): boolean {
  return UUID.test(text);
}

/** The id of the task a consumer will make of an event: known before the task exists, the same on every attempt. */
export function taskIdFor(eventId: string, consumer: string): string {
  return v5(`${eventId}:${consumer}`, TASKS);
}

/** The id of the message a task sends to one person: a task that runs twice makes no second message. */
export function messageIdFor(taskId: string, recipientId: string): string {
  return v5(`${taskId}:${recipientId}`, MAILS);
}

/** The id of the message that tells a webhook of an event: an event that is handled twice is told once. */
export function deliveryIdFor(eventId: string, webhookId: string): string {
  return v5(`${eventId}:${webhookId}`, DELIVERIES);
}

/** What events about an area of settings are about: areas have a word for a key, subjects of events an id. */
export function settingsIdFor(area: string): string {
  return v5(area, SETTINGS);
}

/** What events about a template of mails are about: `which` is its language and name. */
export function mailTemplateIdFor(which: string): string {
  return v5(which, MAIL_TEMPLATES);
}
