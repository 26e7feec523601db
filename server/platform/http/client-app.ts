import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { resourceNotFound } from '../../kernel/common.errors.js';
import type { ClientBuild } from './client-build.js';

const YEAR = 31_536_000;
const NOT_THE_CLIENT = /^\/(api|attach|avatars|metrics|socket\.io)(\/|$)/;
/** A page fetches modules and fonts of another origin, such as a CDN, only where they are open to every origin. */
const OPEN = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' };

/** Serves the built client: its files by name, and its page for every other path, since the client routes itself. */
export async function serveClient(fastify: FastifyInstance, folder: string, build: ClientBuild): Promise<void> {
  build.read(folder);
  await fastify.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  fastify.get('/*', (request, reply) => {
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '/');
    const file = path.slice(1);
    if (build.has(file) && file !== 'index.html') {
      return (
        build.isHashed(file)
          ? reply.headers({ ...OPEN, 'Cache-Control': `public, max-age=${String(YEAR)}, immutable` })
          : reply.header('Cache-Control', 'public, max-age=3600')
      ).sendFile(file);
    }
    const page = build.render();
    if (NOT_THE_CLIENT.test(path) || /\.[a-z0-9]+$/i.test(file) || page === null) {
      throw resourceNotFound();
    }
    return reply.header('Cache-Control', 'no-cache').type('text/html; charset=utf-8').send(page);
  });
}
