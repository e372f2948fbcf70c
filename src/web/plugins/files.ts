import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { type Decoded, decodeText } from '../../domain/language/encodings.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the form of this route may carry a file; no other route reads one. */
    takesFile?: boolean;
  }
  interface FastifyRequest {
    /** The text of the file that came with the form; null where none did. */
    uploaded: Decoded | null;
  }
}

/** In bytes: a list of three hundred candidates has some twenty thousand. */
const LARGEST_FILE = 256 * 1024;
const MOST_FIELDS = 20;

/** Text files in forms, read by their encoding. */
async function files(app: FastifyInstance): Promise<void> {
  app.decorateRequest('uploaded', null);
  app.addHook('onRequest', async ({ headers, routeOptions }) => {
    const isMultipart = (headers['content-type'] ?? '').toLowerCase().startsWith('multipart/');
    if (isMultipart && !routeOptions.config.takesFile)
      throw Object.assign(new Error('no file is taken here'), { statusCode: 415 });
  });
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { files: 1, fileSize: LARGEST_FILE, fields: MOST_FIELDS, fieldSize: LARGEST_FILE },
    onFile: readFile,
  });
}

async function readFile(this: FastifyRequest, part: MultipartFile): Promise<void> {
  const bytes = await part.toBuffer();
  if (part.filename !== '' && bytes.length > 0) this.uploaded = decodeText(bytes, { shiftJis: true });
  // Among the fields it has no value of its own.
  Object.assign(part, { value: '' });
}

export default fp(files, { name: 'files', dependencies: ['forms'] });
