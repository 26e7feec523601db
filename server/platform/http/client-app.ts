import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { resourceNotFound } from '../../kernel/common.errors.js';

/** Build output carries a content hash (8 characters of base64url) in its name and can be kept for a year (X3). */
const HASHED = /-[\w-]{8}\.(?:js|css|woff2?)$/;
const YEAR = 31_536_000;
const NOT_THE_CLIENT = /^\/(api|attach|avatars|metrics|socket\.io)(\/|$)/;

/** Serves the built client: its files by name, and its page for every other path, since the client routes itself. */
export async function serveClient(fastify: FastifyInstance, folder: string): Promise<void> {
  const files = existsSync(folder)
    ? new Set(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')),
      )
    : new Set<string>();
  await fastify.register(fastifyStatic, { root: folder, serve: false, cacheControl: false });
  fastify.get('/*', (request, reply) => {
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '/');
    const file = path.slice(1);
    if (files.has(file) && file !== 'index.html') {
      return reply
        .header(
          'Cache-Control',
          HASHED.test(file) ? `public, max-age=${String(YEAR)}, immutable` : 'public, max-age=3600',
        )
        .sendFile(file);
    }
    if (NOT_THE_CLIENT.test(path) || /\.[a-z0-9]+$/i.test(file) || !files.has('index.html')) {
      throw resourceNotFound();
    }
    return reply.header('Cache-Control', 'no-cache').sendFile('index.html');
  });
}
