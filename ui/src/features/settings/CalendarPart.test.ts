import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import type { CalendarView } from '../../ipc/bindings/CalendarView'
import { given } from '../../shared/testing'
import CalendarPart from './CalendarPart.vue'

const known: CalendarView = { years: [{ year: 2026, source: '某通知', off: 33, make_up: 6, own: false }], local: [] }
const history = { undo: null, redo: null, saved: '' } as never

async function open(calendarAdd: unknown) {
  const { provide } = given({ calendarView: () => Promise.resolve(known), calendarAdd: calendarAdd as never, historyView: () => Promise.resolve(history) })
  const part = mount(CalendarPart, { props: { reading: false }, attachTo: document.body, global: { provide } })
  await flushPromises()
  return part
}

describe('the calendar in the settings', () => {
  it('takes a notice as it is written, and lists the cases whose day moved', async () => {
    const add = vi.fn(() => Promise.resolve({ calendar: { ...known, years: [{ year: 2027, source: '新通知', off: 3, make_up: 0, own: true }, ...known.years] }, said: '加入2027年放假安排', moved: [{ number: '3号', from: '2027-01-12', to: '2027-01-13', provisional: false }], history }))
    const part = await open(add)
    await part.find('#calendar-year').trigger('click')
    await part.find('#calendar-of').setValue('2027')
    await part.find('#calendar-source').setValue('新通知')
    await part.find('#calendar-off').setValue('1月1日至3日')
    await part.find('form').trigger('submit')
    await flushPromises()
    expect(add).toHaveBeenCalledWith({ year: '2027', source: '新通知', off: '1月1日至3日', make_up: '', on: '', working: false, replace: false })
    expect(part.find('#calendar-done').text()).toContain('3号2027-01-122027-01-13')
    expect(part.find('form').exists()).toBe(false)
    expect(part.find('tbody tr').text()).toContain('本单位加入')
    part.unmount()
  })

  it('says at its field what cannot be read, and keeps what was typed', async () => {
    const part = await open(() => Promise.reject({ code: '', message: '请写明是哪一天', detail: '', field: 'on' }))
    await part.find('#calendar-local').trigger('click')
    await part.find('#calendar-source').setValue('某县通知')
    await part.find('form').trigger('submit')
    await flushPromises()
    expect(part.find('#calendar-on-wrong').text()).toBe('请写明是哪一天')
    expect((part.find('#calendar-source').element as HTMLInputElement).value).toBe('某县通知')
    part.unmount()
  })

  it('puts right what the office itself added wrongly, after it was asked', async () => {
    const add = vi.fn((input: { replace: boolean }) => (input.replace ? Promise.resolve({ calendar: known, said: '更正：加入2027年放假安排', moved: [], history }) : Promise.reject({ code: 'calendar_own', message: '与这份不一致', detail: '', field: null })))
    const part = await open(add)
    await part.find('#calendar-year').trigger('click')
    await part.find('#calendar-of').setValue('2027')
    await part.find('form').trigger('submit')
    await flushPromises()
    await part.find('#calendar-replace').trigger('click')
    await flushPromises()
    expect(part.find('#calendar-done').text()).toContain('更正')
    part.unmount()
  })
})
