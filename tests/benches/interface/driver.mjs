// The real window behind WebDriver, as the benches of the interface start it. Needs `npm install` in tests/e2e, and tauri-driver in
// target/tools/bin (`cargo xtask setup`).
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const { remote } = await import(createRequire(resolve('tests/e2e/package.json')).resolve('webdriverio'))

/** Starts the driver; gives what opens a data file in the program, and what ends the driver. */
export async function driven(app, port) {
  const home = mkdtempSync(join(tmpdir(), 'mingce-bench-'))
  const driver = spawn('setpriv', ['--pdeathsig', 'TERM', 'tauri-driver', '--port', String(port), '--native-port', String(port + 1)], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, PATH: `${resolve('target/tools/bin')}:${process.env.PATH}`, HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home, MINGCE_ASSETS: resolve('assets') },
  })
  await new Promise((done) => setTimeout(done, 1000))
  const start = (data) =>
    remote({
      hostname: '127.0.0.1', port, logLevel: 'error', connectionRetryCount: 1,
      capabilities: { 'wdio:enforceWebDriverClassic': true, 'tauri:options': { application: app, args: [resolve(data)] } },
    })
  return { home, start, end: () => driver.kill('SIGTERM') }
}
