import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import NarrativeEditor from './NarrativeEditor.vue'

const mounted = (keep: (text: string) => Promise<string | null>, reading = false) =>
  mount(NarrativeEditor, {
    props: { field: 'overview', heading: '一、总体情况', written: '（一）主动公开。甲', numbers: [{ at: 'requests.new.total', label: '新收' }], reading, keep },
    attachTo: document.body,
  })

describe('a section of text', () => {
  it('is kept with every key as fast as the core answers, and at once when the field is left', async () => {
    const texts: string[] = []
    const answers: (() => void)[] = []
    const view = mounted((text) => (texts.push(text), new Promise((done) => answers.push(() => done(null)))))
    for (const text of ['乙', '乙丙', '乙丙丁']) await view.get('textarea').setValue(text)
    expect(texts, 'one at a time').toEqual(['乙'])
    answers.shift()!()
    await flushPromises()
    expect(texts, 'what was typed meanwhile goes together').toEqual(['乙', '乙丙丁'])
    await view.get('textarea').setValue('戊')
    await view.get('textarea').trigger('blur')
    expect(texts, 'not held back when the field is left').toEqual(['乙', '乙丙丁', '戊'])
    for (const answer of answers.splice(0)) answer()
    await flushPromises()
    await view.get('textarea').trigger('blur')
    expect(texts, 'what is kept is not sent again').toHaveLength(3)
    view.unmount()
  })

  it('does not send a refused text again and again', async () => {
    let sent = 0
    const view = mounted(() => ((sent += 1), Promise.resolve('过长')))
    await view.get('textarea').setValue('长')
    await flushPromises()
    expect(sent).toBe(1)
    await view.get('textarea').setValue('长长')
    await flushPromises()
    expect(sent).toBe(2)
    view.unmount()
  })

  it('keeps what is being typed when an older answer comes in, and follows an undo', async () => {
    const answers: (() => void)[] = []
    const view = mounted(() => new Promise((done) => answers.push(() => done(null))))
    await view.get('textarea').setValue('正在写')
    await view.setProps({ written: '旧的' })
    expect((view.get('textarea').element as HTMLTextAreaElement).value).toBe('正在写')
    for (const answer of answers.splice(0)) answer()
    await flushPromises()
    await view.setProps({ written: '正在写' })
    await view.setProps({ written: '撤销以后' })
    expect((view.get('textarea').element as HTMLTextAreaElement).value).toBe('撤销以后')
    view.unmount()
  })

  it('is kept when the page goes away', async () => {
    const texts: string[] = []
    const view = mounted((text) => (texts.push(text), Promise.resolve(null)))
    await view.get('textarea').setValue('没停顿就走了')
    view.unmount()
    expect(texts).toEqual(['没停顿就走了'])
  })

  it('says which of the five aspects are there, puts in numbers, and counts words', async () => {
    const texts: string[] = []
    const view = mounted((text) => (texts.push(text), Promise.resolve(null)))
    expect(view.findAll('.about button.there')).toHaveLength(1)
    expect(view.findAll('.about button')).toHaveLength(5)
    await view.get('select').trigger('focus')
    await view.get('select').setValue('requests.new.total')
    expect((view.get('textarea').element as HTMLTextAreaElement).value).toContain('{{新收}}')
    expect(view.get('.about').text()).toContain('10 字')
    await view.get('textarea').trigger('blur')
    expect(texts[0], 'kept under its address').toContain('{{requests.new.total}}')
    view.unmount()
  })

  it('says at the place why a text was not kept, and sends nothing in a file that is open for reading', async () => {
    const view = mounted(() => Promise.resolve('过长'))
    await view.get('textarea').setValue('长')
    await view.get('textarea').trigger('blur')
    await flushPromises()
    expect(view.get('[role="alert"]').text()).toBe('过长')
    view.unmount()
    const reading = mounted(() => Promise.reject(new Error('never')), true)
    expect(reading.find('select').exists()).toBe(false)
    expect(reading.get('textarea').attributes('readonly')).toBeDefined()
    reading.unmount()
  })
})
