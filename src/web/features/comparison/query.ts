import { z } from 'zod';
import { SORT_KEYS } from '../../../domain/people/comparison.ts';
import { isResponseSort, type RowSort } from './sorting.ts';

const Ids = z
  .union([z.string().transform((id) => [id]), z.array(z.string())])
  .pipe(z.array(z.string().max(64)).max(400))
  .catch([]);

const Query = z.object({
  sort: z.union([z.enum(SORT_KEYS), z.string().max(200).refine(isResponseSort)]).catch('understanding'),
  pin: Ids,
  hide: Ids,
  only: z.literal('differences').nullable().catch(null),
  blind: z.literal('yes').nullable().catch(null),
  /** Of many: only the pinned ones side by side, or all; else a list. */
  side: z.enum(['yes', 'all']).nullable().catch(null),
  /** A part of a name by which a list is narrowed down. */
  find: z.string().max(120).catch(''),
  page: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .catch(1),
});

/**
 * How the owner wants to see the comparison. Everything stands in the address, so that a view can be kept and
 * shared.
 */
export type ComparisonView = z.infer<typeof Query>;

/** Reads the view from the address; what cannot be read counts as not given. */
export const readView = (query: unknown): ComparisonView => Query.parse(query);

/** The address of a view, with some of it changed. */
export function viewHref(
  path: string,
  view: ComparisonView,
  change: { sort?: RowSort; page?: number; hide?: string[] } = {},
): string {
  const { sort, pin, hide, only, blind, side, find, page } = { ...view, page: 1, ...change };
  const query = new URLSearchParams();
  if (sort !== 'understanding') query.set('sort', sort);
  for (const id of pin) query.append('pin', id);
  for (const id of hide) query.append('hide', id);
  if (only) query.set('only', only);
  if (blind) query.set('blind', blind);
  if (side) query.set('side', side);
  if (find) query.set('find', find);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `${path}?${query}` : path;
}
