// What the parts of a publication's page have in common.
import type { AppError } from '../../ipc/bindings/AppError'
import type { PublicationEdit } from '../../ipc/bindings/PublicationEdit'

/** Makes one change; gives what stood in the way, for the part to say at its field. */
export type Keep = (edit: PublicationEdit) => Promise<AppError | null>

/** Today on this machine, as the core writes days. */
export function today(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}

/** A file's content in Base64. */
export function content(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).split(',', 2)[1] ?? '')
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(file)
  })
}
