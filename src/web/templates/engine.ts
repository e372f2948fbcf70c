import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import type { Locale } from '../../domain/brief/brief.ts';
import { translator } from '../../locales/translator.ts';
import { assetUrl } from './assets.ts';

export const VIEWS = fileURLToPath(new URL('../../../views', import.meta.url));

/**
 * A template without its indentation, which is for those who read it: a page does not carry it, and a partial
 * that stands indented would indent every line of what it shows, a person's text in a text area included.
 */
const unindented = (source: string): string => source.replace(/^[ \t]+/gm, '');

/** Handlebars with our helpers and partials. */
export function templateEngine(): typeof Handlebars {
  const engine = Handlebars.create();
  const compile = engine.compile.bind(engine);
  engine.compile = (source, options) =>
    compile(typeof source === 'string' ? unindented(source) : source, options);
  engine.registerHelper('t', (key: string, options: Handlebars.HelperOptions) =>
    translator(options.data.root.locale as Locale)(key, options.hash),
  );
  engine.registerHelper('asset', (name: string) => assetUrl(name));
  engine.registerHelper('eq', (one: unknown, other: unknown) => one === other);
  for (const name of readdirSync(`${VIEWS}/partials`)) {
    const source = readFileSync(`${VIEWS}/partials/${name}`, 'utf8');
    engine.registerPartial(name.replace(/\.hbs$/, ''), engine.compile(source));
  }
  return engine;
}
