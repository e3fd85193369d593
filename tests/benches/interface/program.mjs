// A browser without a window, and the program behind `mingce serve`, as the benches of the interface start them.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const { chromium } = createRequire(resolve('tests/e2e/package.json'))('playwright-core')

/** What stands behind a word of the command line. */
export function option(name, otherwise) {
  const at = process.argv.indexOf(name)
  return at < 0 ? otherwise : process.argv[at + 1]
}

/** A browser that asks nothing of the network by itself, and a page in it. */
export async function opened() {
  const browser = await chromium.launch({
    executablePath: process.env.MINGCE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  return { browser, page: await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage() }
}

/** Starts `--app` with `--data`; gives its process, and its address as soon as it says so. */
export async function served() {
  const program = spawn(option('--app'), ['--today', '2026-01-20', 'serve', '--no-browser', '--data', option('--data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { MINGCE_ASSETS: resolve('assets'), MINGCE_UI: resolve('ui/dist'), ...process.env },
  })
  const link = await new Promise((done) => {
    let said = ''
    program.stdout.on('data', (bytes) => {
      said += bytes
      const found = /http:\/\/\S+/.exec(said)
      if (found) done(found[0])
    })
  })
  return { program, link }
}
