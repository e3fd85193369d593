import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { HistoryView } from '../../ipc/bindings/HistoryView'
import type { Transport } from '../../ipc/transport'
import { given } from '../../shared/testing'
import HistoryBar from './HistoryBar.vue'

const stand: HistoryView = { undo: '填写“新收”：5', redo: null, saved: '14:03' }
const opened = async (more: Partial<Transport> = {}, reading = false) => {
  const { history, provide } = given({ historyView: () => Promise.resolve(stand), ...more })
  const bar = mount(HistoryBar, { props: { reading }, global: { provide }, attachTo: document.body })
  await history.refresh()
  return { history, bar }
}
const press = (target: EventTarget, key: string, shiftKey = false) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, shiftKey, bubbles: true, cancelable: true }))

describe('the head of every page', () => {
  it('says that all is saved only when the core has said so', async () => {
    const { history, bar } = await opened()
    expect(bar.get('#saved').text()).toBe('已保存 14:03')
    expect(bar.get('#undo').attributes('title')).toContain('填写“新收”：5')
    let answer = () => {}
    const change = history.change(() => new Promise<void>((done) => (answer = done)))
    await flushPromises()
    expect(bar.get('#saved').text()).toBe('正在保存…')
    answer()
    await change
    await flushPromises()
    expect(bar.get('#saved').text()).toBe('已保存 14:03')
    bar.unmount()
  })

  it('takes a step back by Ctrl-Z and says which, but not while a field has the keys', async () => {
    const asked: string[] = []
    const { history, bar } = await opened({
      historyUndo: () => (asked.push('undo'), Promise.resolve({ undo: null, redo: stand.undo, saved: '14:04' })),
      historyRedo: () => (asked.push('redo'), Promise.resolve(stand)),
    })
    const field = document.body.appendChild(document.createElement('textarea'))
    press(field, 'z')
    expect(asked).toEqual([])
    press(document.body, 'z')
    await flushPromises()
    expect(bar.get('#saved').text()).toBe('已撤销：填写“新收”：5')
    expect(history.moved.value).toBe(1)
    press(document.body, 'y')
    await flushPromises()
    press(document.body, 'Z', true)
    await flushPromises()
    expect(asked).toEqual(['undo', 'redo', 'redo'])
    expect(bar.get('#saved').text()).toContain('14:03')
    field.remove()
    bar.unmount()
  })

  it('changes nothing in a file that is open for reading', async () => {
    const { bar } = await opened({ historyUndo: () => Promise.reject(new Error('never')) }, true)
    expect(bar.get('#saved').text()).toBe('只读')
    expect(bar.get('#undo').attributes('disabled')).toBeDefined()
    press(document.body, 'z')
    await flushPromises()
    bar.unmount()
  })
})
