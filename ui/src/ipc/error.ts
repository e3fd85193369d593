import type { AppError } from './bindings/AppError'

/** What the core said went wrong; a sentence of our own for what never reached it. */
export function asAppError(cause: unknown): AppError {
  if (typeof cause === 'object' && cause !== null && 'message' in cause && 'code' in cause) return cause as AppError
  return { code: '', message: '程序内部通信出错，请关闭后重新打开', detail: String(cause), field: null }
}
