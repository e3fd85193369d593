import { askAbove } from './above'
import PickFile from './PickFile.vue'

/** Asks the clerk for one of the data files; null when the clerk cancels. */
export const pickFile = (names: string[]) => askAbove<string | null>(PickFile, { names })
