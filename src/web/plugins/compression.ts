import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/**
 * Pages travel compressed where the browser takes it. The token against forged forms is salted anew for every
 * page, so that the length of an answer tells nothing about it.
 */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, { global: true, encodings: ['gzip', 'identity'], threshold: 1024 });
}
