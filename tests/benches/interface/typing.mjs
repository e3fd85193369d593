// Somebody types figures into a cell, and waits for each. Runs in the page, whatever link to the core it has.

/** Types so many figures; gives the milliseconds from Enter to what is painted then. */
export async function typing(runs) {
  const cell = 'proactive.licences'
  const field = () => document.querySelector(`td[data-at="${cell}"] input.cell`)
  // The page with the cell must be in sight: only pages that are seen are drawn.
  const go = document.getElementById('preview-go')
  go.selectedIndex = [...go.options].findIndex((entry) => entry.textContent.includes('主动公开政府信息情况'))
  go.dispatchEvent(new Event('change'))
  await new Promise((done) => setTimeout(done, 500))
  const when = (where, test) =>
    new Promise((done) => {
      const watcher = new MutationObserver((changes) => {
        if (!test(changes)) return
        watcher.disconnect()
        // The first task after the frame that shows it: a message is not held back until the next frame.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now())
        requestAnimationFrame(() => port2.postMessage(0))
      })
      watcher.observe(where, { childList: true, subtree: true, characterData: true, attributes: true })
      setTimeout(() => (watcher.disconnect(), done(NaN)), 5000)
    })
  performance.setResourceTimingBufferSize(10_000)
  const begun = performance.now()
  const figures = []
  const pages = []
  for (let run = 0; run <= runs; run += 1) {
    const value = String(2000 + run)
    field().focus()
    field().value = value
    field().dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((done) => setTimeout(done, 30))
    const saved = when(document.getElementById('saved'), () => document.getElementById('saved').textContent.startsWith('已保存'))
    const drawn = when(document.getElementById('pages'), (changes) => changes.some((change) => [...change.addedNodes].some((node) => ['svg', 'g'].includes(node.nodeName.toLowerCase()))))
    const start = performance.now()
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    const [a, b] = await Promise.all([saved, drawn])
    if (run > 0) {
      figures.push(a - start)
      pages.push(b - start)
    }
  }
  const asked = performance.getEntriesByType('resource').filter((entry) => entry.startTime > begun)
  const took = (part) => asked.filter((entry) => entry.name.includes(part)).map((entry) => entry.responseEnd - entry.startTime)
  return { figures, pages, 'the edit and its answer': took('report_edit'), 'the question for pages': took('report_pages'), 'a page': took('/page/') }
}

/** The median and the 95th of a hundred of some milliseconds, in words. */
export function spread(times) {
  const sorted = times.filter((time) => !Number.isNaN(time)).sort((a, b) => a - b)
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)]?.toFixed(0)
  return `p50 ${at(0.5)}, p95 ${at(0.95)} ms (${sorted.length})`
}

/** Says what `typing` found. */
export function say(times) {
  const names = { figures: 'Enter → figures, totals, findings, 已保存, painted', pages: 'Enter → the changed page of the preview, painted' }
  for (const [name, found] of Object.entries(times)) if (found.length) console.log(`${names[name] ?? `  of it ${name}`}: ${spread(found)}`)
}
