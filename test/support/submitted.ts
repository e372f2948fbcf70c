import type { Test } from 'tap';
import { SAMPLES } from '../../src/samples/sample.ts';
import { takeInterview } from '../../src/samples/sample-interview.ts';
import { World } from './world.ts';

/** A vetting to which the four sample candidates have submitted, in this order. */
export async function submittedWorld(t: Test, locale: 'ja' | 'en') {
  return submittedIn(await World.open(t), locale);
}

/** The same in a world that is there already. */
export async function submittedIn(world: World, locale: 'ja' | 'en') {
  const owner = await world.owner('owner@example.com', locale);
  const vetting = await world.vetting(owner.id, locale);
  const ids: string[] = [];
  for (const sample of SAMPLES) {
    world.clock.now = new Date(world.clock.now.getTime() + 1000);
    const response = world.sampleResponse(sample, locale);
    ids.push(
      await takeInterview(world.db, owner.id, vetting.id, `Agency ${sample}`, response, world.clock.now),
    );
  }
  return { world, owner, vetting, ids, base: `/vettings/${vetting.id}` };
}
