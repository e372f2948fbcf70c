import type { World } from './world.ts';

/**
 * Every page of an owner, read from the application itself, filled for one vetting and one of its candidates.
 */
export async function ownerPages(world: World, vettingId: string, candidateId: string): Promise<string[]> {
  await world.app.ready();
  return world.app.parts.routes
    .filter(
      ({ method, url, access }) =>
        method === 'GET' &&
        access !== 'candidate' &&
        access !== 'link' &&
        url.startsWith('/') &&
        !/\.(csv|xlsx|json|svg|docx)$/.test(url),
    )
    .filter(
      ({ url }) =>
        !/^\/(public|join|healthz|livez|readyz|setup|\*)/.test(url) && url !== '/' && url !== '/sign-in',
    )
    .map(({ url }) =>
      url
        .replace(':vettingId', vettingId)
        .replace(':candidateId', candidateId)
        .replace(':page', 'sales_process')
        .replace(':subject', 'fit'),
    )
    .filter((url) => !url.includes(':'));
}
