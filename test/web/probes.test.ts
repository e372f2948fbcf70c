import t from 'tap';
import { type Brief, completeBrief } from '../../src/domain/brief/brief.ts';
import { templateDraft } from '../../src/locales/templates/templates.ts';
import { translator } from '../../src/locales/translator.ts';
import { typedValues } from '../../src/samples/sample-interview.ts';
import { channelProbe } from '../../src/web/features/interview/step-form.ts';
import { welcomed } from '../support/welcomed.ts';

t.test("an unfit channel and a distant metric are asked back about, with the owner's words", async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  const proposed = await browser.submit(at('propose'), { channel_0: 'instagram', reason_0: 'It is popular' });
  t.equal(proposed.headers.location, at('propose-probe'));
  t.match((await browser.get(at('propose-probe'))).body, 'do not look for suppliers on Instagram');
  t.match((await browser.submit(at('propose-probe'), {})).body, 'Nothing is chosen yet for');
  const measured = await browser.submit(at('measure'), {
    metric_0: 'Followers',
    leadsTo_0: '',
    judgedBy: 'Gross profit',
    judgedReason: 'It is what counts',
  });
  t.equal(measured.headers.location, at('measure-probe'));
  t.match(
    (await browser.get(at('measure-probe'))).body,
    'Once “Followers” has grown, what has to happen until it becomes profit',
  );
});

t.test(
  'an answer to a probe stays with its metric when the metrics change places, and comes back with it',
  async (t) => {
    const { browser, at, openFacts } = await welcomed(t);
    await openFacts();
    const measure = (metrics: string[]): Record<string, string> => ({
      ...Object.fromEntries(metrics.map((metric, index) => [`metric_${index}`, metric])),
      judgedBy: 'Gross profit',
      judgedReason: 'It is the goal.',
    });
    await browser.submit(at('measure'), measure(['Followers', 'Impressions']));
    await browser.submit(at('measure-probe'), {
      probe_followers: 'followers become visitors',
      probe_impressions: 'impressions become clicks',
    });
    const answersIn = async (): Promise<string[]> =>
      [...(await browser.get(at('measure-probe'))).body.matchAll(/name="probe_(\w+)"[^>]*>\s*([^<]*)</g)].map(
        ([, name, text]) => `${name}: ${text?.trim()}`,
      );
    t.same(await answersIn(), [
      'followers: followers become visitors',
      'impressions: impressions become clicks',
    ]);
    await browser.submit(at('measure'), measure(['Impressions', 'Followers']));
    t.same(await answersIn(), [
      'impressions: impressions become clicks',
      'followers: followers become visitors',
    ]);
    await browser.submit(at('measure'), measure(['Followers']));
    await browser.submit(at('measure-probe'), { probe_followers: 'followers become customers' });
    await browser.submit(at('measure'), measure(['Impressions', 'Followers']));
    t.same(await answersIn(), [
      'impressions: impressions become clicks',
      'followers: followers become customers',
    ]);
  },
);

t.test('one interview asks back three times at most, and leaves room for a metric', async (t) => {
  const { browser, at, openFacts } = await welcomed(t);
  await openFacts();
  await browser.submit(at('propose'), {
    channel_0: 'instagram',
    reason_0: 'reach',
    channel_1: 'tiktok',
    reason_1: 'reach',
    wouldNotDo: '',
  });
  t.equal((await browser.get(at('propose-probe'))).body.match(/name="text_/g)?.length, 2);
  const metrics = {
    metric_0: 'Visits',
    metric_1: 'Our own happiness index',
    metric_2: 'Followers',
    metric_3: 'Likes',
  };
  await browser.submit(at('measure'), {
    ...metrics,
    judgedBy: 'Gross profit',
    judgedReason: 'It is the goal.',
  });
  const probes = [...(await browser.get(at('measure-probe'))).body.matchAll(/name="(probe_[^"]+)"/g)].map(
    ([, name]) => name,
  );
  t.same(probes, ['probe_ourownhappinessindex'], 'the one whose path nobody knows');
});

t.test(
  'a channel that is exchanged after the question back stays on record, and the owner sees it',
  async (t) => {
    const { browser, at, openFacts, world, vetting, candidateId, owner } = await welcomed(t);
    await openFacts();
    await browser.submit(at('propose'), { channel_0: 'instagram', reason_0: 'It is popular' });
    const asked = (await browser.get(at('propose-probe'))).body;
    t.match(asked, 'We sell to companies and organisations.', 'with whom the business sells to');
    t.match(asked, 'Our orders come through Referrals 55%', 'where its orders come from');
    t.match(asked, 'What made you choose Instagram?', 'and a question');
    await browser.submit(at('propose'), { channel_0: 'referral', reason_0: 'Orders come through it' });
    const response = world.sampleResponse('partner');
    for (const step of ['understand', 'numbers', 'measure', 'partner', 'terms'] as const)
      await browser.submit(at(step), typedValues(step, response, 'x'));
    await browser.submit(at('check'), {});
    const report = (await owner.browser.get(`/vettings/${vetting.id}/candidates/${candidateId}/report`)).body;
    t.match(report, /exchanged after our question[\s\S]{0,200}Instagram/);
  },
);

t.test('the question back is whole for every combination of facts, in both languages', async (t) => {
  for (const locale of ['ja', 'en'] as const) {
    const words = translator(locale);
    const full = completeBrief(templateDraft('b2b_manufacturer', locale).draft);
    if (!full) return t.fail('the template is complete');
    for (const market of ['b2b', 'b2c', 'both', undefined] as const)
      for (const hasShares of [true, false])
        for (const hasReason of [true, false]) {
          const { target, sales_process, ...facts } = full.facts;
          const { orderShareByChannel, ...sales } = sales_process ?? { text: 'x' };
          const brief = {
            ...full,
            facts: {
              ...facts,
              target: market ? { text: target.text, market } : { text: target.text },
              sales_process: hasShares ? { ...sales, orderShareByChannel } : sales,
            },
            channelFit: hasReason ? full.channelFit : {},
          } as Brief;
          const text = channelProbe(brief, 'instagram', words, locale);
          t.notMatch(text, /undefined|\{|\}|「」|“”|。。|\.\./, text);
          t.match(text, locale === 'ja' ? /お聞かせいただけますか。$/ : /\?$/);
          t.equal(/[%％]/.test(text), hasShares);
        }
  }
  return undefined;
});
