import type { Test } from 'tap';
import { World } from './world.ts';

/** A candidate that has consented, in a world of its own. */
export async function welcomed(t: Test, locale: 'ja' | 'en' = 'en') {
  const world = await World.open(t);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id, locale);
  const { candidateId, token } = await world.invite(vetting);
  const browser = await world.enter(token, locale);
  const at = (step: string): string => `/interview/${candidateId}/${step}`;
  await browser.submit(at('welcome'), { respondentName: 'Sam', consent: 'yes' });
  const openFacts = async (): Promise<void> => {
    await browser.submit(at('ask'), { intent: 'continue' });
    await browser.submit(at('ask'), { intent: 'continue' });
  };
  return { world, owner, vetting, candidateId, token, browser, at, openFacts };
}
