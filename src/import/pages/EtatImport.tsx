import { IconArrowBackUp } from '@tabler/icons-react'
import { Etat } from '../../socle/ui/Etat.tsx'
import type { Fiche } from './lectures.ts'
import { direEtat } from './mots.ts'

/** The state of an import; one that was undone waits for nothing. */
export function EtatImport({ fiche }: { fiche: Fiche }) {
  const { mot, ton } = direEtat(fiche)
  return (
    <Etat ton={ton} icone={fiche.statut === 'annule' ? IconArrowBackUp : undefined}>
      {mot}
    </Etat>
  )
}
