import t from 'tap';
import { SITUATIONS, situationsOf } from '../../src/domain/brief/situations.ts';
import { judgePartnership } from '../../src/domain/scoring/criteria/partnership.ts';
import type { Flag } from '../../src/domain/scoring/flag.ts';
import type { Unit } from '../../src/domain/scoring/insight.ts';
import { read } from '../../src/domain/scoring/reading.ts';
import { readSample } from '../../src/samples/sample.ts';

const { brief, response } = readSample('ja', 'partner');
const asked = situationsOf(brief);
const reading = read(brief, response);
const sentence = [...reading.answers.values()].flat().find(({ propositional }) => propositional);
if (!sentence) throw new Error('the sample says something');
const full: Unit = {
  answer: 'partner.challenge',
  sentences: [sentence],
  anchors: new Map([
    ['監査', 1],
    ['校正', 1],
    ['移動', 1],
  ]),
  adds: 1,
  relates: true,
};
type Reaction = { best: string; worst: string };
const SOUND = asked.map(
  (key): Reaction => ({ best: SITUATIONS[key].partner, worst: SITUATIONS[key].vendor }),
);

/** What these reactions and this challenge earn. */
function judge(reactions: readonly (Reaction | undefined)[], units: Unit[], flags: Flag[] = []) {
  const situations = Object.fromEntries(
    asked.flatMap((key, at) => (reactions[at] ? [[key, reactions[at]]] : [])),
  );
  const own = { ...response, partner: { situations } } as typeof response;
  const changed = { ...reading, units: new Map([['partner.challenge', units]]) };
  return judgePartnership(brief, own, changed, flags);
}
const level = (...given: Parameters<typeof judge>): number => judge(...given).level;

t.test('reactions alone earn up to one and a half levels, a challenge two and a half', async (t) => {
  t.equal(asked.length, 4);
  t.equal(level([], []), 0);
  t.equal(level(SOUND, []), 1.5);
  t.equal(level([], [full]), 2.5);
  t.equal(level(SOUND, [full]), 4);
  const best = SOUND.map(({ best }) => ({ best, worst: 'neither' }));
  t.equal(level(best, []), 1, 'the best reactions are two thirds');
  const worst = SOUND.map(({ worst }) => ({ best: 'neither', worst }));
  t.equal(level(worst, []), 0.5, 'the worst are one');
  const same = SOUND.map(({ worst }) => ({ best: worst, worst }));
  t.equal(level(same, []), 0, 'the same as best and as worst says nothing');
});

t.test('what earned it is named, and what is missing', async (t) => {
  const [first = SOUND[0]] = SOUND;
  const { evidence, missing } = judge([first], [full]);
  const situation = `partner.situations.${asked[0]}`;
  t.same(
    evidence.map(({ answer, reason, text }) => [answer, reason, text]),
    [
      [`${situation}.best`, 'reaction_best', first?.best],
      [`${situation}.worst`, 'reaction_worst', first?.worst],
      [sentence.answer, 'challenge', sentence.text],
    ],
  );
  t.same(missing, asked.slice(1));
  t.same(judge(SOUND, []).missing, ['challenge']);
  t.same(judge(SOUND, [full]).missing, []);
  const { partner, ...withoutPartner } = response;
  t.ok(partner);
  const blank = judgePartnership(brief, withoutPartner, { ...reading, units: new Map() }, []);
  t.same(blank, { level: 0, evidence: [], missing: [...asked, 'challenge'] });
});

t.test('a challenge says something new of something named, and why', async (t) => {
  t.equal(level([], [{ ...full, relates: false }]), 2, 'without a relation four fifths');
  t.same(judge(SOUND, [{ ...full, relates: false }]).missing, ['challenge']);
  t.equal(level([], [{ ...full, adds: 0 }]), 1, 'nothing new');
  t.equal(level([], [{ ...full, anchors: new Map() }]), 1.5, 'nothing named');
  t.equal(level([], [{ ...full, anchors: new Map([['監査', 1.5]]) }]), 2, 'half of what is named in full');
  const more = new Map([...full.anchors, ['証明書', 9]]) as Map<string, number>;
  t.equal(level([], [{ ...full, anchors: more }]), 2.5, 'more than in full is no more');
  t.equal(level([], [full, { ...full, relates: false }]), 2.5, 'one relation is enough');
  const list = { ...sentence, propositional: false };
  t.equal(level([], [{ ...full, sentences: [list] }]), 0, 'a list says nothing');
  t.same(judge([], [{ ...full, sentences: [list] }]).evidence, []);
  t.equal(level([], [{ ...full, sentences: [list, sentence] }]), 2.5, 'a list beside a sentence');
});

t.test(
  'a challenge that is held back earns nothing, one that is only pointed out loses nothing',
  async (t) => {
    const flag = (key: Flag['key'], answer = 'partner.challenge') => ({ key, answer, text: '' }) as Flag;
    t.equal(level(SOUND, [full], [flag('stuffed')]), 1.5);
    t.equal(level(SOUND, [full], [flag('prices_outside_terms')]), 4);
    t.equal(level(SOUND, [full], [flag('stuffed', 'propose.wouldNotDo')]), 4, 'another answer');
  },
);
