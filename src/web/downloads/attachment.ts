import { create } from 'content-disposition';
import type { FastifyReply } from 'fastify';
import { formatSortable } from '../../locales/formats.ts';

/** What systems refuse in the name of a file, and what would read as a folder. */
const REFUSED = /[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu;
const LONGEST_PART = 60;

/**
 * Sends a file under a name by which it is found again: what it is about and the date, such as
 * "選定_候補_2026-11-29.json".
 */
export function sendFile(
  reply: FastifyReply,
  {
    about,
    extension,
    type,
    timeZone,
  }: { about: string[]; extension: string; type: string; timeZone: string },
  content: string | Uint8Array,
): FastifyReply {
  const now = reply.server.parts.now().toISOString();
  const date = formatSortable(now, timeZone).slice(0, 10);
  const parts = about.map(fileNamePart).filter((part) => part !== '');
  const name = `${[...parts, date].join('_')}.${extension}`;
  return reply
    .header('Content-Disposition', create(name, { fallback: `banso-${date}.${extension}` }))
    .type(type)
    .send(content);
}

/** A text as part of a file's name. */
export function fileNamePart(text: string): string {
  const clean = text.replace(REFUSED, ' ').replace(/\s+/g, ' ').trim();
  return [...clean].slice(0, LONGEST_PART).join('').replace(/^\.+/, '');
}
