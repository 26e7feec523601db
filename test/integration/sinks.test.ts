import { createTransport } from 'nodemailer';
import { smtpSink } from '../support/smtp-sink.js';
import { workflowSink } from '../support/workflow-sink.js';

/** The other tests believe what these two tell them; here they are held against real clients. */
describe('the SMTP sink', () => {
  it('keeps what a real client sends, refuses and rejects on demand', async () => {
    const sink = await smtpSink();
    const transport = createTransport(sink.url);
    const message = { from: 'desk@desk.example', to: 'ada@desk.example', subject: 'Hello', text: 'World' };
    try {
      sink.set('refuse');
      await expect(transport.sendMail(message)).rejects.toMatchObject({ responseCode: 451 });
      sink.set('reject');
      await expect(transport.sendMail(message)).rejects.toMatchObject({ responseCode: 550 });
      sink.set('accept');
      await transport.sendMail(message);
      expect(sink.attempts()).toBe(2);
      expect(sink.to('ada@desk.example')).toHaveLength(1);
      expect(sink.messages[0]?.mail.subject).toBe('Hello');
      expect(sink.to('bob@desk.example')).toHaveLength(0);
    } finally {
      transport.close();
      await sink.close();
    }
  });
});

describe('the workflow sink', () => {
  const body = JSON.stringify({ runId: 'r1', callbackUrl: 'http://127.0.0.1:9/never' });

  it('asks for the bearer and counts a repeated key as one run', async () => {
    const sink = await workflowSink();
    const call = async (key: string): Promise<number> => {
      const headers = { authorization: `Bearer ${key}`, 'idempotency-key': 'r1' };
      return (await fetch(sink.url, { method: 'POST', headers, body })).status;
    };
    try {
      expect(await call('wrong')).toBe(401);
      expect(sink.unauthorized()).toBe(1);
      sink.set('fail');
      expect(await call(sink.key)).toBe(500);
      expect(sink.runs()).toHaveLength(0);
      sink.set('accept');
      expect(await call(sink.key)).toBe(202);
      expect(await call(sink.key)).toBe(202);
      expect(sink.calls).toHaveLength(3);
      expect(sink.runs()).toHaveLength(1);
    } finally {
      await sink.close();
    }
  });
});
