import type { Adaptateur } from './adaptateur.ts'
import { beneficiaires } from './cnaf/beneficiaires.ts'

/** Every kind of file that Filrouge reads, one line each. The first that recognises a file takes it. */
export const ADAPTATEURS: readonly Adaptateur[] = [beneficiaires]
