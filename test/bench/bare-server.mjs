/** A bare Fastify that gives the product's own answers out of memory: what HTTP and JSON alone cost on this machine. */
import Fastify from 'fastify';

const answers = new Map();
const server = Fastify({ logger: false });
server.route({
  method: ['GET', 'POST'],
  url: '/:call',
  handler: (request, reply) => {
    void reply.status(request.method === 'POST' ? 201 : 200).send(answers.get(request.params.call));
  },
});
process.on('message', ({ call, body }) => {
  answers.set(call, body);
  process.send('kept');
});
await server.listen({ host: '127.0.0.1', port: 0 });
process.send({ port: server.server.address().port });
