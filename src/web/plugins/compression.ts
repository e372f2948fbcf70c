import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/**
 * Pages travel compressed where the browser takes it. The token against forged forms is salted anew for every
 * page, so that the length of an answer tells nothing about it.
 */
async function compression(app: FastifyInstance): Promise<void> {
  await app.register(compress, { global: true, encodings: ['gzip', 'identity'], threshold: 1024 });
}

export default fp(compression, { name: 'compression', dependencies: ['headers'] });
