import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendFile } from '../../downloads/attachment.ts';
import { placeOnMap } from './map.ts';
import type { Compared } from './sorting.ts';

/** The map as a file. */
export function sendMap(reply: FastifyReply, points: ReturnType<typeof placeOnMap>): FastifyReply {
  const { vetting, t } = reply.request;
  const { title, timeZone } = vetting.brief;
  const file = { about: [title, t('files.map')], extension: 'svg', type: 'image/svg+xml', timeZone };
  return sendFile(reply, file, reply.partial('map', { points, standalone: true }));
}

/** The map as a part of the page, with how many points have no name beside them. */
export function mapOf({ t }: FastifyRequest, shown: readonly Compared[]): Record<string, unknown> {
  const points = placeOnMap(shown);
  const unlabelled = points.filter(({ label }) => label === null).length;
  return { points, unlabelled: unlabelled > 0 ? t('compare.mapUnlabelled', { n: unlabelled }) : null };
}
