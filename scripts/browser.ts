import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

// Its settings are made for one short visit: in a single process the whole browser ends with its first window.
const SINGLE_USE = new Set(['--single-process', '--no-zygote']);

/** The packaged Chromium, started without anything that reaches outside. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [
      ...chromium.args.filter((argument) => !SINGLE_USE.has(argument)),
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
    headless: true,
  });
}
