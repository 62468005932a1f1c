import { createContext, type ReactNode, useContext } from 'react'
import { PucesBreves } from './Puces.tsx'
import { usePrecautionsDe } from './usePrecautions.ts'

type DeQui = ReturnType<typeof usePrecautionsDe>
const Connues = createContext<DeQui>(() => ({ precautions: null, numeroPartage: false }))

/** Around a list: asks once for all its persons. */
export function ListePrecautions({ personnes, children }: { personnes: readonly string[]; children: ReactNode }) {
  return <Connues value={usePrecautionsDe(personnes)}>{children}</Connues>
}

/** In a row, after the name. */
export function PucesDe({ personneId }: { personneId: string }) {
  return <PucesBreves {...useContext(Connues)(personneId)} />
}
