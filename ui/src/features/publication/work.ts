// What the parts of a publication's page have in common.
import { ref } from 'vue'
import type { AppError } from '../../ipc/bindings/AppError'
import type { PublicationEdit } from '../../ipc/bindings/PublicationEdit'
import type { PublicationsView } from '../../ipc/bindings/PublicationsView'
import type { PublicationView } from '../../ipc/bindings/PublicationView'
import { asAppError } from '../../ipc/error'
import { useTransport } from '../../ipc/transport'
import { useHistory } from '../../shared/history'

/** Makes one change; gives what stood in the way, for the part to say at its field. */
export type Keep = (edit: PublicationEdit) => Promise<AppError | null>

/** A list of publications and the one of them that is open; answers that come late are not shown. */
export function usePublications(of: { agency: () => string; item: () => string | null; loaded?: (view: PublicationsView) => void; kept?: (edit: PublicationEdit) => void; fail: (error: AppError) => void }) {
  const core = useTransport()
  const history = useHistory()
  const view = ref<PublicationsView | null>(null)
  const one = ref<PublicationView | null>(null)
  let turn = 0
  async function load() {
    const mine = ++turn
    try {
      const fresh = await core.publicationList(of.agency(), of.item())
      if (mine !== turn) return
      view.value = fresh
      of.loaded?.(fresh)
      const shown = one.value?.row.id
      if (shown) one.value = fresh.rows.some((row) => row.id === shown) ? await core.publicationView(shown) : null
    } catch (cause) {
      if (mine === turn) of.fail(asAppError(cause))
    }
  }
  async function open(id: string) {
    try {
      one.value = await core.publicationView(id)
    } catch (cause) {
      of.fail(asAppError(cause))
    }
  }
  const keep: Keep = async (edit) => {
    try {
      const edited = await history.change(() => core.publicationEdit(of.agency(), edit))
      history.view.value = edited.history
      // Filing is of many at once: the one that is open stays.
      if (edited.publication && edit.kind !== 'file') one.value = edited.publication
      of.kept?.(edit)
      await load()
      return null
    } catch (cause) {
      return asAppError(cause)
    }
  }
  /** Nothing is shown: the list is of others now. */
  function clear() {
    view.value = null
    one.value = null
  }
  return { view, one, load, open, keep, clear }
}
