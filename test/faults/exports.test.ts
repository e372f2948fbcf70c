import { monitorEventLoopDelay } from 'node:perf_hooks';
import t from 'tap';
import { addSubmitted } from '../../bench/compare.ts';
import { World } from '../support/world.ts';

t.setTimeout(300_000);

t.test('an export of 300 candidates is made beside those who save, and is the same file', async (t) => {
  const file = `${t.testdir()}/banso.sqlite`;
  const world = await World.open(t, {}, undefined, file);
  const owner = await world.owner();
  const vetting = await world.vetting(owner.id, 'ja');
  await addSubmitted(world.db, vetting, 300, world.clock.now);
  const base = `/vettings/${vetting.id}`;
  await owner.browser.get(base);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  for (const format of ['csv', 'xlsx', 'json']) {
    delay.reset();
    delay.enable();
    let saves = 0;
    let isMaking = true;
    const making = owner.browser.get(`${base}/export.${format}`).finally(() => {
      isMaking = false;
    });
    while (isMaking) {
      const saved = await owner.browser.submit(`${base}/brief/value`, { text: `saved ${saves}` });
      if (saved.statusCode === 303) saves += 1;
      else t.fail(`a save was answered ${saved.statusCode}`);
    }
    delay.disable();
    const answer = await making;
    t.equal(answer.statusCode, 200, format);
    t.ok(answer.rawPayload.length > 30_000, `${answer.rawPayload.length} bytes`);
    t.ok(saves >= 3, `${saves} saves were acknowledged while the ${format} was made`);
    t.comment(`${format}: ${saves} saves meanwhile, longest block ${(delay.max / 1e6).toFixed(0)} ms`);
  }
  const { config } = world.app.parts;
  const inThread = (await owner.browser.get(`${base}/export.csv`)).body;
  config.databaseFile = ':memory:';
  t.equal((await owner.browser.get(`${base}/export.csv`)).body, inThread, 'byte for byte');
});
