import { normalise, normaliseText, originalSpan } from '../language/normalise.ts';

/** Forms of one character that people use for the same name; NFKC leaves them apart. */
const VARIANTS: Record<string, string> = Object.fromEntries(
  [
    '高髙',
    '崎﨑嵜',
    '辺邊邉',
    '斎齋斉齊',
    '浜濱濵',
    '沢澤',
    '真眞',
    '広廣',
    '国國',
    '会會',
    '学學',
    '桜櫻',
    '滝瀧',
    '島嶋嶌',
    '徳德',
    '増增',
    '黒黑',
    '静靜',
    '栄榮',
    '竜龍',
    '万萬',
    '吉𠮷',
    '渕淵',
    '条條',
    '実實',
    '医醫',
    '渋澁',
    '鉄鐵',
    '関關',
    '円圓',
    '伝傳',
    '恵惠',
    '団團',
    '芸藝',
    '桑桒',
    '冨富',
    '峰峯',
    '船舩',
    '鶴靍',
    '郎郞',
  ].flatMap((forms) => [...forms].slice(1).map((form) => [form, [...forms][0] as string])),
);

/** What people put between the parts of a name or leave out. */
const SEPARATOR = /[\s・･·‧•.,'’&+_~|\-‐‑‒–—―−]/u;

/** Legal forms by the word that they stand for; the longer ones first. Text is normalised. */
const LEGAL_FORMS: [form: string, names: RegExp][] = [
  ['npo', /特定非営利活動法人|npo法人|認定npo|\((?:特非|n)\)/g],
  ['医療法人', /医療法人社団|医療法人財団|社会医療法人|医療法人|\(医\)/g],
  ['一般', /(?:一般|公益)(?:社団|財団)法人|\((?:一社|一財|公社|公財|社|財)\)/g],
  ['福祉', /社会福祉法人|\(福\)/g],
  ['学校', /学校法人|\(学\)/g],
  ['宗教', /宗教法人|\(宗\)/g],
  ['組合', /協同組合|有限責任事業組合|\(協\)/g],
  ['税理士等', /(?:税理士|弁護士|行政書士|司法書士|社会保険労務士|監査)法人|\([税弁監]\)/g],
  ['株式会社', /株式会社|\(株\)|\bk\.?k\.?(?![a-z0-9])/g],
  ['有限会社', /有限会社|\(有\)/g],
  ['合同会社', /合同会社|\([同合]\)/g],
  ['合資会社', /合資会社|合名会社|\([資名]\)/g],
  ['ltd', /\bco\.? ?, ?ltd\b\.?|\bco\.? ltd\b\.?|\bltd\b\.?|\blimited\b/g],
  ['inc', /\binc\b\.?|\bincorporated\b/g],
  ['corp', /\bcorp\b\.?|\bcorporation\b/g],
  ['llc', /\bllc\b\.?|\bllp\b\.?/g],
  ['other', /\b(?:plc|gmbh|ag|bv|sarl|srl|pty|company|co)\b\.?/g],
];

const CITIES =
  '東京|大阪|名古屋|福岡|札幌|仙台|新潟|横浜|京都|神戸|広島|金沢|静岡|浜松|岡山|熊本|鹿児島|那覇|関東|関西|九州|東北|北海道|中部|四国|中国';
const BRANCH_WORDS = '支社|支店|営業所|事業所|事業部|支部|本部|本社|本店|オフィス';
const BRANCH = new RegExp(`(?:(?:^|\\s)\\S{0,8}|${CITIES})(?:${BRANCH_WORDS})$|\\s(?:${BRANCH_WORDS})$`);
const FORMER = /^(?:旧社名|旧|元|通称|略称|屋号|formerly|ex|aka)[\s:]*/;

/** A name as it is compared: without what people write differently. */
type NameParts = { cores: string[]; legalForm: string | null; branch: string | null };

/** A text without separators and with one form of each character, and the way back to the original. */
export type Folded = {
  text: string;
  /** The span of the original behind [start, end) of `text`. */
  spanOf(start: number, end: number): { start: number; end: number };
  /** The normalised characters before and after [start, end), separators included. */
  around(start: number, end: number): { before: string; after: string };
};

/** Folds a text for finding names: NFKC, lower case, one form of each kanji, no separators. Linear. */
export function fold(original: string): Folded {
  const normalised = normalise(original);
  const kept: number[] = [];
  let text = '';
  let at = 0;
  for (const character of normalised.text) {
    if (!SEPARATOR.test(character)) {
      const form = VARIANTS[character] ?? character;
      for (let unit = 0; unit < form.length; unit += 1) kept.push(at + Math.min(unit, character.length - 1));
      text += form;
    }
    at += character.length;
  }
  const from = (start: number): number => kept[start] ?? 0;
  const to = (end: number): number => (kept[end - 1] ?? 0) + 1;
  return {
    text,
    spanOf: (start, end) => originalSpan(normalised, from(start), to(end)),
    around: (start, end) => ({
      before: normalised.text[from(start) - 1] ?? '',
      after: normalised.text[to(end)] ?? '',
    }),
  };
}

/** The forms under which a name is known, folded: whole, without legal form and branch, and in brackets. */
export function foldedNames(name: string): string[] {
  const aliases = aliasesOf(name).filter((alias) => partsOf(alias).core !== '');
  if (aliases.length === 0) return [];
  const forms = [name, ...aliases, ...aliases.map((alias) => partsOf(alias).core)];
  return [...new Set(forms.map((form) => fold(form).text))].filter((form) => form !== '');
}

/** Names in which a company can be found again, however it is written. */
export class CompanyNames {
  readonly #byCore = new Map<string, { name: string; parts: NameParts }[]>();

  constructor(names: readonly string[] = []) {
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    const parts = readName(name);
    for (const core of parts.cores)
      this.#byCore.set(core, [...(this.#byCore.get(core) ?? []), { name, parts }]);
  }

  /** The first name that stands for the same company; null where there is none. */
  find(name: string): string | null {
    const parts = readName(name);
    const alike = parts.cores.flatMap((core) => this.#byCore.get(core) ?? []);
    return alike.find((known) => isSame(known.parts, parts))?.name ?? null;
  }
}

/**
 * Whether two names stand for one company: the same words where the legal form and the branch are the same or
 * one of the two leaves them out.
 */
export const isSameCompany = (one: string, other: string): boolean => isSame(readName(one), readName(other));

function isSame(a: NameParts, b: NameParts): boolean {
  const agree = (x: string | null, y: string | null): boolean => x === null || y === null || x === y;
  return (
    a.cores.some((core) => b.cores.includes(core)) &&
    agree(a.legalForm, b.legalForm) &&
    agree(a.branch, b.branch)
  );
}

function readName(name: string): NameParts {
  const aliases = aliasesOf(name).map(partsOf);
  const cores = aliases.map(({ core }) => fold(core).text).filter((core) => core !== '');
  return {
    // A name of nothing but marks and legal forms is compared as it stands.
    cores: cores.length > 0 ? cores : [normaliseText(name).trim()],
    legalForm: aliases.find(({ legalForm }) => legalForm !== null)?.legalForm ?? null,
    branch: aliases.find(({ branch }) => branch !== null)?.branch ?? null,
  };
}

/** "青葉デザイン（Aoba Design）" has two names; brackets around a legal form are none. */
function aliasesOf(name: string): string[] {
  const text = withoutLegalBrackets(normaliseText(name).trim());
  const [outside, ...inside] = text.split(/[([【〔「『]/);
  const within = inside.flatMap((part) => part.split(/[)\]】〕」』]/));
  const whole = [outside, ...inside.map((part) => part.split(/[)\]】〕」』]/)[1] ?? '')].join(' ');
  return [whole, ...within]
    .flatMap((part) => part.split(/[/|]/))
    .map((part) => part.trim().replace(FORMER, ''))
    .filter((part) => part !== '');
}

/** (株) becomes 株式会社, so that its brackets are not taken for those of a second name. */
function withoutLegalBrackets(text: string): string {
  return text.replace(/\((?:特非|[一公][社財]|[株有同資名医福学社財宗協税弁監合n])\)/g, (found) => {
    const form = LEGAL_FORMS.find(([, names]) => found.search(names) >= 0);
    return form ? ` ${form[0]} ` : found;
  });
}

const CANONICAL = new RegExp(
  LEGAL_FORMS.slice(0, 12)
    .map(([form]) => form)
    .join('|'),
  'g',
);

function partsOf(alias: string): { core: string; legalForm: string | null; branch: string | null } {
  let rest = alias;
  let legalForm: string | null = null;
  for (const [form, names] of LEGAL_FORMS) {
    const without = rest.replace(names, ' ');
    if (without !== rest) legalForm ??= form;
    rest = without;
  }
  const without = rest.replace(CANONICAL, (form) => {
    legalForm ??= form;
    return ' ';
  });
  const text = without.replace(/\s+/g, ' ').trim();
  const branch = BRANCH.exec(text);
  const core = branch ? text.slice(0, branch.index).trim() : text;
  // A name that is nothing but a branch is a name.
  return core === ''
    ? { core: text, legalForm, branch: null }
    : { core, legalForm, branch: branch?.[0].trim() ?? null };
}
