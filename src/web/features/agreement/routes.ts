import type { FastifyInstance } from 'fastify';
import { sendFile } from '../../downloads/attachment.ts';
import { sheetOf } from './page.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** One page for the chosen candidate, to print and as a document. */
export default async function agreementRoutes(app: FastifyInstance): Promise<void> {
  app.get('/vettings/:vettingId/agreement', { config: { access: 'owner' } }, async (request, reply) => {
    const { t, vetting } = request;
    const { sections, signatures } = await sheetOf(request);
    return reply.page('decision/agreement', {
      title: t('agreement.title'),
      isSample: vetting.isSample,
      vettingId: vetting.id,
      sections,
      signatures,
    });
  });

  app.get('/vettings/:vettingId/agreement.docx', { config: { access: 'owner' } }, async (request, reply) => {
    const { t } = request;
    const { sections, signatures, candidateId, agency } = await sheetOf(request);
    const { agreementDocument } = await import('./document.ts');
    const document = await agreementDocument(
      t('agreement.title'),
      t('agreement.intro'),
      sections,
      signatures,
    );
    await request.record(
      'exported',
      { candidateId, candidate: agency, kind: 'agreement', format: 'docx' },
      async () => true,
    );
    const { title, timeZone } = request.vetting.brief;
    const about = [title, agency, t('files.agreement')];
    return sendFile(reply, { about, extension: 'docx', type: DOCX, timeZone }, document);
  });
}
