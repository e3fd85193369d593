// What the parts of a publication's page have in common.
import type { AppError } from '../../ipc/bindings/AppError'
import type { PublicationEdit } from '../../ipc/bindings/PublicationEdit'

/** Makes one change; gives what stood in the way, for the part to say at its field. */
export type Keep = (edit: PublicationEdit) => Promise<AppError | null>
