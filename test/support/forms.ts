/** A form that a page holds: where it goes, what a person can type, and what the page adds. */
export type PageForm = {
  action: string;
  typed: string[];
  added: Record<string, string>;
  /** What the fields hold as the page comes. */
  shown: Record<string, string>;
};

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&');

/** The forms of a page in which something can be typed. */
export function formsOf(body: string): PageForm[] {
  const forms = [...body.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  return forms
    .filter(([, tag = '']) => attribute(` ${tag}`, 'method') === 'post')
    .map(([, tag = '', content = '']) => readForm(attribute(` ${tag}`, 'action'), content))
    .filter(({ typed }) => typed.length > 0);
}

function readForm(action: string, content: string): PageForm {
  const typed = new Set<string>();
  const added: Record<string, string> = {};
  for (const [tag] of content.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')];
    if (name === '' || type === 'password' || type === 'file') continue;
    const isText = tag.startsWith('<textarea') || (tag.startsWith('<input') && /^(text|email|)$/.test(type));
    if (isText) typed.add(name);
    else if (type !== 'checkbox' && !(name in added)) added[name] = attribute(tag, 'value');
  }
  return { action, typed: [...typed], added, shown: shownIn(content) };
}

const readable = (html: string): string =>
  html
    .replace(/&#x([0-9A-F]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(
      /&(quot|lt|gt|amp);/g,
      (_, name) => ({ quot: '"', lt: '<', gt: '>', amp: '&' })[name as string] ?? '',
    );

function shownIn(content: string): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [tag] of content.matchAll(/<input\b[^>]*>/g)) {
    const isChoice = /type="(radio|checkbox)"/.test(tag);
    if (isChoice && !/\schecked\b/.test(tag)) continue;
    if (!/type="(hidden|password|file)"/.test(tag))
      shown[attribute(tag, 'name')] = readable(attribute(tag, 'value'));
  }
  for (const [, tag = '', text = ''] of content.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g))
    shown[attribute(tag, 'name')] = readable(text.replace(/^\n/, ''));
  for (const [, tag = '', options = ''] of content.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g))
    shown[attribute(tag, 'name')] = /<option value="([^"]*)" selected>/.exec(options)?.[1] ?? '';
  return shown;
}
