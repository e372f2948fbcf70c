import { z } from 'zod';

/** A page of ours, never another site's: one slash, then anything but a second one. */
export const LocalPath = z
  .string()
  .regex(/^\/(?![/\\])[^\s\\]*$/)
  // A header takes no other letters.
  .transform((path) => path.replace(/[^\u0021-\u007e]+/gu, encodeURIComponent))
  .catch('/vettings');
