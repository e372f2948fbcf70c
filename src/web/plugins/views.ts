import fastifyStatic from '@fastify/static';
import view from '@fastify/view';
import type { FastifyInstance, FastifyReply } from 'fastify';
import fp from 'fastify-plugin';
import type Handlebars from 'handlebars';
import { z } from 'zod';
import { isLocal } from '../../config.ts';
import { newId } from '../../store/tokens.ts';
import { pageAddress, redirectToKept } from '../kept/answer.ts';
import { giveBrowserKey } from '../kept/pages.ts';
import { FINGERPRINT, PUBLIC } from '../templates/assets.ts';
import { templateEngine, VIEWS } from '../templates/engine.ts';

/** What every page needs: its heading, and whether its form can carry the language button. */
export type Page = {
  title: string;
  hasForm?: boolean;
  hasErrors?: boolean;
  host?: string;
  isSample?: boolean;
  /** Whether what is typed is kept in the browser until it is sent; on an owner's pages it is. */
  keepsDrafts?: boolean;
  /** Where the page stands, when a form on it is posted to another address. */
  address?: string;
  /** Whether it is an error page, which is kept by its words. */
  isFailure?: boolean;
} & Record<string, unknown>;

declare module 'fastify' {
  interface FastifyReply {
    page(view: string, page: Page): Promise<FastifyReply>;
    /** One of the partials by itself, such as a picture to download. */
    partial(name: string, data: Record<string, unknown>): string;
  }
}

const AssetParameters = z.object({ name: z.string() });

/** Handlebars pages in one layout, and the style sheet and script beside them. */
async function views(app: FastifyInstance): Promise<void> {
  const handlebars = templateEngine();
  const partials = new Map<string, Handlebars.TemplateDelegate>();
  app.decorateReply(
    'partial',
    function partial(this: FastifyReply, name: string, data: Record<string, unknown>) {
      const render = partials.get(name) ?? handlebars.compile(`{{> ${name}}}`);
      partials.set(name, render);
      return render({ ...data, locale: this.request.locale });
    },
  );
  await app.register(view, {
    engine: { handlebars },
    root: VIEWS,
    layout: 'layouts/main.hbs',
    viewExt: 'hbs',
    production: true,
  });
  const kept = { root: PUBLIC, prefix: `/public/${FINGERPRINT}/`, maxAge: '1y', immutable: true };
  await app.register(fastifyStatic, kept);
  // A page of another version, while one server after the other is replaced, gets what is here.
  app.get('/public/:version/:name', { config: { access: 'public' } }, (request, reply) =>
    reply.sendFile(AssetParameters.parse(request.params).name, PUBLIC, { maxAge: 0, immutable: false }),
  );
  app.decorateReply('page', page);
}

/** A page in the layout, with what every page shows. */
async function page(this: FastifyReply, name: string, data: Page) {
  const { request } = this;
  const { t } = request;
  const address = request.method === 'GET' ? request.url : (data.address ?? pageAddress(request));
  const html = await this.viewAsync(name, {
    ...data,
    locale: request.locale,
    otherLocale: request.locale === 'ja' ? 'en' : 'ja',
    owner: request.owner,
    keepsDrafts: data.keepsDrafts ?? (request.owner !== null && data.host === undefined),
    localLinks: isLocal(request.server.parts.config.publicUrl),
    isOwner: request.role === 'owner',
    preview: request.isPreview ? `/vettings/${request.interview.link.vetting.id}` : null,
    csrf: this.generateCsrf(),
    formId: newId(),
    path: address ?? '',
    documentTitle: t(data.hasErrors ? 'common.errorTitle' : 'common.title', {
      page: data.title,
      app: t('app.name'),
    }),
  });
  // A form that makes something and is answered with a page, as for a look at a list, has made nothing.
  if (this.statusCode >= 400 || request.routeOptions.config.once) request.isRefused = true;
  if (request.method === 'GET' && !data.isFailure) giveBrowserKey(request, this);
  if (!data.isFailure && (await redirectToKept(request, this, { html, address }))) return this;
  return this.type('text/html; charset=utf-8').send(html);
}

export default fp(views, { name: 'views', dependencies: ['locale'] });
