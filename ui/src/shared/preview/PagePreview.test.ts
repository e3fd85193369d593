import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { PagesView } from '../../ipc/bindings/PagesView'
import { TRANSPORT, type Transport } from '../../ipc/transport'
import PagePreview from './PagePreview.vue'

const A4 = { width: 595.276, height: 841.89, number: 1 }
const view = (version: number, since: number[], more: Partial<PagesView> = {}): PagesView => ({
  version, pages: since.map((s) => ({ ...A4, since: s })), headings: [], places: [], missing: [], ...more,
})
const svg = (version: number, page: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" data-drawn="${version}/${page}"><g data-node="requests.new.natural"><rect pointer-events="all"/></g><g data-node="sections.overview.2"><rect/></g></svg>`

/** A core with these layouts, one after the other. */
function core(views: PagesView[]) {
  let next = 0
  return {
    reportPages: vi.fn(() => Promise.resolve(views[Math.min(next++, views.length - 1)]!)),
    reportPage: vi.fn((version: number, page: number) => Promise.resolve(svg(version, page))),
  }
}

const mounted = (transport: object, props: object = {}) =>
  mount(PagePreview, {
    props: { of: 'a 2025', ask: () => (transport as Transport).reportPages('a', 2025), active: true, selected: null, ...props },
    global: { provide: { [TRANSPORT as symbol]: transport as Transport } },
    attachTo: document.body,
  })
const drawn = (page: ReturnType<typeof mounted>) => page.findAll('svg').map((found) => found.attributes('data-drawn'))

describe('finding words', () => {
  it('marks every place, says which one is shown, and steps round by Enter', async () => {
    const places = [{ page: 0, x: 10, y: 20, width: 30, height: 12 }, { page: 1, x: 10, y: 20, width: 30, height: 12 }]
    const transport = { ...core([view(7, [7, 7])]), reportFind: vi.fn((_: number, words: string) => Promise.resolve(words === '公开' ? places : [])) }
    const page = mounted(transport)
    await flushPromises()
    const field = page.get('#preview-find')
    await field.setValue('公开')
    await flushPromises()
    expect(transport.reportFind).toHaveBeenLastCalledWith(7, '公开')
    expect(page.findAll('.hit')).toHaveLength(2)
    expect(page.get('#preview-hits').text()).toBe('1/2')
    await field.trigger('keydown', { key: 'Enter' })
    expect(page.get('#preview-hits').text()).toBe('2/2')
    await field.trigger('keydown', { key: 'Enter' })
    expect(page.get('#preview-hits').text()).toBe('1/2')
    await field.setValue('没有')
    await flushPromises()
    expect(page.get('#preview-hits').text()).toBe('没有找到')
    await field.trigger('keydown', { key: 'Escape' })
    expect(page.findAll('.hit')).toHaveLength(0)
    page.unmount()
  })
})

describe('the preview', () => {
  it('shows sheets for all pages and fetches only those that can be seen', async () => {
    const transport = core([view(1, [1, 1, 1, 1, 1])])
    const page = mounted(transport)
    await flushPromises()
    expect(page.findAll('[data-page]')).toHaveLength(5)
    expect(drawn(page)).toEqual(['1/0', '1/1'])
    expect(page.get('#preview-page').text()).toBe('第 1 页，共 5 页')
    page.unmount()
  })

  it('fetches nothing while it is not looked at', async () => {
    const transport = core([view(1, [1])])
    const page = mounted(transport, { active: false })
    await flushPromises()
    expect(transport.reportPages).not.toHaveBeenCalled()
    await page.setProps({ active: true })
    await flushPromises()
    expect(drawn(page)).toEqual(['1/0'])
    page.unmount()
  })

  it('fetches a page again only when it has changed', async () => {
    const transport = core([view(1, [1, 1]), view(2, [1, 2])])
    const page = mounted(transport)
    await flushPromises()
    await page.setProps({ of: 'a 2024' })
    await flushPromises()
    expect(transport.reportPage.mock.calls).toEqual([[1, 0], [1, 1], [2, 1]])
    expect(drawn(page)).toEqual(['1/0', '2/1'])
    page.unmount()
  })

  it('keeps the drawings of the pages near by only: a long document would fill the memory', async () => {
    const transport = core([view(1, Array.from({ length: 60 }, () => 1))])
    const page = mounted(transport)
    await flushPromises()
    const column = page.get('#pages')
    Object.defineProperties(column.element, { clientWidth: { value: 500 }, clientHeight: { value: 600 } })
    for (let top = 0; top < 30_000; top += 500) {
      column.element.scrollTop = top
      await column.trigger('scroll')
      await flushPromises()
    }
    const left = drawn(page)
    expect(left.length).toBeLessThanOrEqual(26)
    expect(left).not.toContain('1/0')
    column.element.scrollTop = 0
    await column.trigger('scroll')
    await flushPromises()
    expect(drawn(page)).toContain('1/0')
    page.unmount()
  })

  it('asks anew when the layout that it shows is gone, and says nothing of questions that were overtaken', async () => {
    const transport = core([view(1, [1]), view(2, [2])])
    transport.reportPage.mockImplementationOnce(() => Promise.reject({ code: 'stale', message: '', detail: '', field: null }))
    const page = mounted(transport)
    await flushPromises()
    expect(drawn(page)).toEqual(['2/0'])
    transport.reportPages.mockImplementationOnce(() => Promise.reject({ code: 'overtaken', message: '', detail: '', field: null }))
    await page.setProps({ of: 'a 2023' })
    await flushPromises()
    expect(page.emitted('error')).toBeUndefined()
    expect(drawn(page)).toEqual(['2/0'])
    page.unmount()
  })

  it('says what went wrong', async () => {
    const wrong = { code: '', message: '字体文件缺失', detail: '', field: null }
    const page = mounted({ reportPages: () => Promise.reject(wrong) })
    await flushPromises()
    expect(page.emitted('error')).toEqual([[wrong]])
    expect(page.get('#pages').text()).toContain('没能排出版面')
    page.unmount()
  })

  it('names the characters that no font has', async () => {
    const page = mounted(core([view(1, [1], { missing: ['𠮷'] })]))
    await flushPromises()
    expect(page.get('[role="alert"]').text()).toContain('𠮷')
    page.unmount()
  })

  it('zooms by button and by Ctrl with plus and minus', async () => {
    const page = mounted(core([view(1, [1])]))
    await flushPromises()
    const percent = () => page.get('.percent').text()
    await page.get('#zoom-100').trigger('click')
    expect(percent()).toBe('100%')
    expect(page.get('#zoom-100').attributes('aria-pressed')).toBe('true')
    await page.get('#zoom-in').trigger('click')
    expect(percent()).toBe('110%')
    const press = async (key: string) => {
      const event = new KeyboardEvent('keydown', { key, ctrlKey: true, cancelable: true })
      window.dispatchEvent(event)
      await flushPromises()
      return event.defaultPrevented
    }
    expect(await press('-')).toBe(true)
    expect(percent()).toBe('100%')
    await press('0')
    expect(page.get('#zoom-width').attributes('aria-pressed')).toBe('true')
    expect(await press('s')).toBe(false)
    page.unmount()
  })

  it('tells which field a click on the page means', async () => {
    const page = mounted(core([view(1, [1])]))
    await flushPromises()
    await page.get('[data-node="requests.new.natural"] rect').trigger('click')
    await page.get('[data-node="sections.overview.2"] rect').trigger('click')
    expect(page.emitted('pick')).toEqual([['requests.new.natural'], ['sections.overview']])
    page.unmount()
  })

  it('can be reached and scrolled by keyboard, and every control has a name', async () => {
    const page = mounted(core([view(1, [1], { headings: [{ node: 'h', level: 1, title: '一、总体情况', page: 0, y: 9 }] })]))
    await flushPromises()
    expect(page.get('#pages').attributes()).toMatchObject({ tabindex: '0', role: 'region', 'aria-label': '版面预览' })
    for (const control of page.findAll('button, select')) expect(control.attributes('aria-label') ?? control.text()).not.toBe('')
    expect(page.findAll('option').map((option) => option.text())).toEqual(['转到标题…', '一、总体情况'])
    page.unmount()
  })
})
