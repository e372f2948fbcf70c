const EMAIL = /(?<![\w.+-])[\w.+-]+[@＠][\w-]+(?:\.[\w-]+)+/gu;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s、。）)」]+/giu;
const DOMAIN =
  /(?<![a-z0-9-]|[a-z0-9-]\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|jp|info|biz|io|dev|app|agency|design|tokyo|osaka|shop|site|online|tech|uk|us|de|eu|fr|cn|kr|co)\b/giu;
const HANDLE = /(?<![\w@＠])[@＠][A-Za-z0-9_.]{3,}/gu;
/**
 * Groups of digits with hyphens, spaces, dots or brackets between them. Amounts have commas and are left
 * alone.
 */
const TELEPHONE =
  /[+＋(（]?[0-9０-９](?:[0-9０-９]|[-‐‑–ー－ .()（）](?=[-‐‑–ー－ .()（）]?[0-9０-９])){7,}[0-9０-９]/gu;
const FEWEST_DIGITS = 9;
const MOST_DIGITS = 15;
const DATE = /^[12]\d{3}[-.]\d{1,2}[-.]\d{1,2}/;

/** Parts of a company's name that many share. */
const LEGAL_FORM =
  /株式会社|有限会社|合同会社|合資会社|一般社団法人|\((?:株|有|同)\)|[（](?:株|有|同)[）]|㈱|㈲|\b(?:ltd|limited|inc|incorporated|llc|llp|plc|gmbh|corp|corporation|company|co)\b\.?|,/giu;
/** Shorter ones are everyday words as well. */
const SHORTEST = { other: 2, latin: 4 } as const;

/** Names as they may stand in a text: whole, and without their legal form; the longest first. */
function spellings(names: readonly string[]): string[] {
  const all = names.flatMap((name) => [name.trim(), name.replace(LEGAL_FORM, ' ').trim()]);
  const telling = all.filter(
    (name) => name.length >= (/^[\x20-\x7e]+$/.test(name) ? SHORTEST.latin : SHORTEST.other),
  );
  return [...new Set(telling)].sort((a, b) => b.length - a.length);
}

function isTelephone(found: string): boolean {
  if (DATE.test(found)) return false;
  // A bare number is an amount, unless it starts as telephone numbers do at home.
  if (/^\d+$/.test(found)) return /^0\d{9,10}$/.test(found);
  const digits = found.replace(/\D/g, '').length;
  return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
}

/**
 * A function that puts `mark` in place of these names and of every address, domain, handle and telephone
 * number. Pure.
 */
export function anonymiser(names: readonly string[], mark: string): (text: string) => string {
  const known = spellings(names).map((name) => {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s*');
    return new RegExp(
      /^[\x20-\x7e]+$/.test(name) ? `(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])` : escaped,
      'giu',
    );
  });
  return (text) => {
    let hidden = text;
    for (const pattern of [EMAIL, ADDRESS, DOMAIN, HANDLE]) hidden = hidden.replace(pattern, mark);
    hidden = hidden.replace(TELEPHONE, (found) => (isTelephone(found.normalize('NFKC')) ? mark : found));
    for (const pattern of known) hidden = hidden.replace(pattern, mark);
    return hidden;
  };
}
