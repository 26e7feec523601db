import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OutgoingHttp, type OutgoingLimits, type Resolve } from './outgoing-http.js';

const LIMITS: OutgoingLimits = { timeoutMs: 600, answerBytes: 1_024, isIntranetAllowed: false };

describe('HTTP to targets that people enter', () => {
  const servers: Server[] = [];
  const clients: OutgoingHttp[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    servers.splice(0).forEach((server) => {
      server.close();
      server.closeAllConnections();
    });
  });

  const listen = async (handle: RequestListener): Promise<number> => {
    const server = createServer(handle);
    servers.push(server);
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    return (server.address() as AddressInfo).port;
  };
  const client = (limits: Partial<OutgoingLimits> = {}, resolve?: Resolve): OutgoingHttp => {
    const made = new OutgoingHttp({ ...LIMITS, ...limits }, resolve);
    clients.push(made);
    return made;
  };
  const post = (http: OutgoingHttp, url: string) => http.post(url, {}, '{}', new AbortController().signal);
  const inside = { isIntranetAllowed: true };

  it('never reaches a name that leads inside, however often the name server changes its mind', async () => {
    let calls = 0;
    const port = await listen((_request, response) => {
      calls += 1;
      response.end();
    });
    for (const address of ['127.0.0.1', '::ffff:127.0.0.1', '10.0.0.1', '169.254.169.254']) {
      const http = client({}, () => Promise.resolve([address]));
      await expect(post(http, `https://rebind.example.com:${String(port)}/`)).rejects.toThrow('private or reserved');
    }
    expect(calls).toBe(0);
  });

  it('connects to the address that was checked: the name is asked once for a connection', async () => {
    const port = await listen((_request, response) => response.end('yes'));
    const answers = [['127.0.0.1'], ['169.254.169.254']];
    let asked = 0;
    const http = client(inside, () => Promise.resolve(answers[asked++] ?? []));
    expect(await post(http, `http://flips.example.com:${String(port)}/`)).toMatchObject({ status: 200, body: 'yes' });
    expect(asked).toBe(1);
  });

  it('leaves out the addresses of the inside among others, and goes to the next when one does not answer', async () => {
    const port = await listen((_request, response) => response.end('yes'));
    const http = client(inside, () => Promise.resolve(['169.254.169.254', '127.0.0.2', '127.0.0.1']));
    expect(await post(http, `http://many.example.com:${String(port)}/`)).toMatchObject({ status: 200 });
  });

  it('follows no redirect', async () => {
    let reached = 0;
    const port = await listen((request, response) => {
      reached += 1;
      response.writeHead(307, { location: `http://127.0.0.1:${String(request.socket.localPort)}/inside` }).end();
    });
    expect(await post(client(inside), `http://127.0.0.1:${String(port)}/`)).toMatchObject({ status: 307 });
    expect(reached).toBe(1);
  });

  it('reads the beginning of an answer without end', async () => {
    const port = await listen((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) {
          // Until the other side is full.
        }
      };
      response.on('drain', more);
      more();
    });
    const answer = await post(client(inside), `http://127.0.0.1:${String(port)}/`);
    expect(answer.status).toBe(200);
    expect(answer.body).toBe('x'.repeat(1_024));
  });

  it('takes the status of an answer whose words drip, and waits for none that hangs', async () => {
    const dripping = await listen((_request, response) => {
      response.write('a');
    });
    expect(await post(client(inside), `http://127.0.0.1:${String(dripping)}/`)).toMatchObject({
      status: 200,
      body: 'a',
    });
    const hanging = await listen(() => undefined);
    await expect(post(client(inside), `http://127.0.0.1:${String(hanging)}/`)).rejects.toThrow(
      'No answer within 0.6 s',
    );
  });

  it('says in words what failed', async () => {
    const port = await listen((request) => {
      request.socket.destroy();
    });
    await expect(post(client(inside), `http://127.0.0.1:${String(port)}/`)).rejects.toThrow('The connection broke off');
    await expect(post(client(inside), 'http://127.0.0.1:1/')).rejects.toThrow('The connection was refused');
    await expect(
      post(
        client({}, () => Promise.resolve([])),
        'https://nowhere.example.com/',
      ),
    ).rejects.toThrow('leads nowhere');
  });
});
