import t from 'tap';
import type { AskedQuestion, Response } from '../../src/domain/response/response.ts';
import type { Criterion } from '../../src/domain/scoring/rubric.ts';
import { score } from '../../src/domain/scoring/score.ts';
import { readSample } from '../../src/samples/sample.ts';

const { brief } = readSample('en', 'partner');
const found = (key: Criterion, response: Response, of = brief) =>
  score(of, response).criteria.find((criterion) => criterion.key === key);

t.test('withdrawing an unfit channel earns what the reason is worth', async (t) => {
  const withdrawn = (text: string): Response => ({
    propose: {
      channels: [
        { channel: 'instagram', reason: 'Reach on a small budget.', probe: { choice: 'withdraw', text } },
      ],
    },
  });
  const handedBack = found(
    'fit',
    withdrawn('You are right, quality assurance engineers do not look for suppliers on Instagram.'),
  );
  t.ok((handedBack?.level ?? 4) <= 1, `the owner's reason handed back: ${handedBack?.level}`);
  const own = found(
    'fit',
    withdrawn(
      'We withdraw it. The engineer who signs off a certificate types the fault code of his torque wrench into a search box the week before the audit, and scrolling through pictures has no part in that.',
    ),
  );
  t.ok((own?.level ?? 0) >= 3, `a reason of one's own: ${own?.level}`);
});

t.test('metrics whose targets are not shown to add up stop below the goal', async (t) => {
  const measured = (targets: [string, string]): Response => ({
    numbers: { customersNeeded: { value: 20 } },
    measure: {
      metrics: [
        { metric: 'new_customers', leadsTo: 'gross_profit', target: targets[0] },
        { metric: 'gross_profit', target: targets[1] },
      ],
    },
  });
  const asked = { ...brief, answersBy: '2026-12-20' };
  const without = found('kpi_link', measured(['', '']), asked);
  t.equal(without?.level, 3);
  t.ok(without?.missing.includes('no_target'));
  const adding = found('kpi_link', measured(['20 new factories by the end of 2027', '']), asked);
  t.equal(adding?.level, 4);
  t.notOk(adding?.missing.includes('no_target'));
  t.equal(found('kpi_link', measured(['', '']))?.level, 4, 'a format that asks for no target misses none');
});

t.test('a question asked again goes no deeper, though its fact was disclosed meanwhile', async (t) => {
  const text =
    'Which travel hours of a tour eat most, and could a spare torque wrench wait with the plant overnight?';
  const once: AskedQuestion = { text, asked: 'unprompted', disclosed: ['profit'] };
  const again: AskedQuestion = { text, asked: 'nudged', disclosed: ['profit'] };
  const other: AskedQuestion = {
    text: 'What does one order cost?',
    asked: 'unprompted',
    disclosed: ['profit'],
  };
  const level = (...askedQuestions: AskedQuestion[]): number =>
    found('questioning', { askedQuestions })?.level ?? 0;
  t.ok(level(other, once) >= level(other) + 1, 'after the fact it builds on it');
  t.equal(level(once, again), level(once));
});
