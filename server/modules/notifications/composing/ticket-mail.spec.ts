import { ticketMail, type MailMaterial } from './ticket-mail.js';

const MATERIAL: MailMaterial = {
  number: 'SS-000001',
  subject: 'A secret',
  category: 'Hardware',
  priority: 'Medium',
  requesterName: 'Ada Lovelace',
  confidential: true,
  status: null,
  reply: { authorName: 'Ada Lovelace', body: 'the secret', bodyHtml: '<p>the secret</p>' },
  workflowState: null,
  teamName: null,
  promise: null,
};

const BOB = {
  firstName: 'Bob',
  timeZone: 'UTC',
  language: 'en',
  url: 'https://desk.example/tickets/SS-000001',
} as const;

describe('the mail of one recipient', () => {
  it('tells an administrator who is not on it nothing of a confidential ticket', () => {
    const notice = ticketMail(MATERIAL, { personId: 'a', mail: 'notice', capacity: 'admin' }, BOB);
    const reply = ticketMail(MATERIAL, { personId: 'a', mail: 'reply', capacity: 'admin' }, BOB);
    expect(JSON.stringify([notice, reply])).not.toMatch(/secret/i);
  });

  it('tells the people on it all', () => {
    const reply = ticketMail(MATERIAL, { personId: 'a', mail: 'reply', capacity: 'assignee' }, BOB);
    expect(reply).toMatchObject({
      template: 'ticket-reply',
      kind: 'personal',
      data: { subject: 'A secret', body: 'the secret' },
    });
  });

  it('says why somebody is told', () => {
    const mail = ticketMail(MATERIAL, { personId: 'a', mail: 'assigned', capacity: 'assignee' }, BOB);
    expect(mail?.data).toMatchObject({ because: 'this ticket is assigned to you' });
  });

  it('says it in the language of its reader', () => {
    const due = { clock: 'resolution', dueAt: new Date('2026-09-07T08:05:00Z') } as const;
    const mail = ticketMail(
      { ...MATERIAL, promise: due, requesterName: null },
      { personId: 'a', mail: 'promise-warned', capacity: 'team' },
      { ...BOB, language: 'de', timeZone: 'Europe/Berlin' },
    );
    expect(mail?.data).toMatchObject({
      because: 'dieses Ticket Ihrem Team zugewiesen ist',
      priority: 'Mittel',
      promise: 'die Lösung',
      requesterName: 'Jemand',
      due: 'Montag, 7. September 2026 um 10:05 MESZ',
    });
  });

  it('has nothing to say of a status that did not change', () => {
    expect(ticketMail(MATERIAL, { personId: 'a', mail: 'status', capacity: 'requester' }, BOB)).toBeNull();
  });
});
