// What happened before a step of the journey failed: the last keys, changes of fields and of the focus, the last calls and
// their answers, and what the page says. Printed where only the log of a run is kept, and its pictures are not.

/** So many events and calls are kept. */
const KEPT = 60

/** Runs in the page before anything else does. */
function keep(most) {
  const events = (window.mingceEvents = [])
  for (const kind of ['keydown', 'input', 'focusin', 'focusout', 'mousedown', 'click'])
    document.addEventListener(
      kind,
      (event) => {
        const node = event.target
        const where = [node.closest?.('tr[id]')?.id, node.closest?.('td')?.className, node.id || node.tagName].filter(Boolean).join(' ')
        events.push(`${Math.round(performance.now())} ${kind} ${event.key ?? event.data ?? ''} [${where}] ${String(node.value ?? '').slice(0, 30)}`)
        if (events.length > most) events.shift()
      },
      true,
    )
}

/** Runs in the page after a failure. */
export const standing = () => ({
  focus: document.activeElement?.outerHTML.slice(0, 300),
  says: [...document.querySelectorAll('h1, [role=alert], [role=status], .said')].filter((node) => node.checkVisibility()).map((node) => node.textContent.trim().slice(0, 200)),
  events: window.mingceEvents ?? [],
})
/** What it gave, in lines. */
export const lines = ({ focus, says, events }) => ['the last events:', ...events, `focus: ${focus}`, 'the page says:', ...says].map((line) => `  ${line}`).join('\n')

/** Keeps what happens in the pages of a browser; gives the function that prints it for one of them. */
export async function record(context) {
  await context.addInitScript(keep, KEPT)
  const calls = []
  const say = (request, end) => {
    if (request.method() !== 'POST') return
    const path = new URL(request.url()).pathname
    // The key of the page stays out of every log.
    calls.push(`${path} ${path === '/session' ? '' : (request.postData() ?? '').slice(0, 160)} ${end}`)
    if (calls.length > KEPT) calls.shift()
  }
  context.on('requestfailed', (request) => say(request, `FAILED ${request.failure()?.errorText}`))
  context.on('response', async (response) => {
    const refused = response.ok() ? '' : await response.text().catch(() => '')
    say(response.request(), `${response.status()} after ${Math.round(response.request().timing().responseStart)} ms ${refused.slice(0, 300)}`)
  })
  return async (page) => {
    const now = await page.evaluate(standing).catch((error) => ({ says: [String(error)], events: [] }))
    console.log(`${['the last calls:', ...calls].map((line) => `  ${line}`).join('\n')}\n${lines(now)}`)
  }
}
