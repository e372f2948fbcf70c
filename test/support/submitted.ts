import type { Test } from 'tap';
import { SAMPLES } from '../../src/commands/sample.ts';
import { World } from './world.ts';

/** A vetting to which the four sample candidates have submitted, in this order. */
export async function submittedWorld(t: Test, locale: 'ja' | 'en') {
  const world = await World.open(t);
  const owner = await world.owner('owner@example.com', locale);
  const vetting = await world.vetting(owner.id, locale);
  const ids: string[] = [];
  for (const sample of SAMPLES) {
    world.clock.now = new Date(world.clock.now.getTime() + 1000);
    ids.push(await world.takeInterview(vetting, `Agency ${sample}`, world.sampleResponse(sample, locale)));
  }
  return { world, owner, vetting, ids, base: `/vettings/${vetting.id}` };
}
