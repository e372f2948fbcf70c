import { z } from 'zod';

/** Longest text that a stored brief or answer may hold, in UTF-16 code units. */
export const MAX_TEXT = 20_000;

/** Text as it is kept: well-formed Unicode without NUL, which SQLite and PostgreSQL treat differently. */
export const Text = z
  .string()
  .max(MAX_TEXT)
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'well-formed text without NUL');
