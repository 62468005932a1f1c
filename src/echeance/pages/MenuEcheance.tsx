import { ActionIcon } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { type BoutonDeMenu, boutonFerme } from '../../socle/ui/bouton-menu.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import type { CleEcheance } from '../echeance.ts'
import type { ActeEcheance } from './ActesEcheance.tsx'

// Loaded when first opened.
const ActesEcheance = differe(() => import('./ActesEcheance.tsx'), 'ActesEcheance')
const ReprendreEcheance = differe(() => import('./ReprendreEcheance.tsx'), 'ReprendreEcheance')
const ReporterEcheance = differe(() => import('./ReporterEcheance.tsx'), 'ReporterEcheance')
const ConfierEcheance = differe(() => import('./ConfierEcheance.tsx'), 'ConfierEcheance')
const NoterContact = differe(() => import('../../accompagnement/pages/NoterContact.tsx'), 'NoterContact')

type Props = {
  cle: CleEcheance
  acte: string
  /** Whose, where the page doesn't say it: a list has many rows. */
  nom?: string
  aujourdhui: string
  /** It is put off, where the page doesn't offer to take that back. */
  reportee?: boolean
  /** A colleague gave it to me, or has it from me, where the page doesn't offer to take that back. */
  tenue?: 'moi' | 'collegue' | null
}

/** The button of what else may be made of something to do, and the windows it leads to; of what a colleague has, taking it back. */
export function MenuEcheance({ cle, acte, nom, aujourdhui, reportee = false, tenue = null }: Props) {
  const [ouverte, setOuverte] = useState<ActeEcheance | null>(null)
  const [menu, setMenu] = useState(false)
  const fermer = () => setOuverte(null)
  const deQui = [acte, nom].filter(Boolean).join(', ')
  if (tenue === 'collegue') return <ReprendreEcheance {...{ cle, deQui }} />
  const bouton: BoutonDeMenu = props => (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Autres actes\u00a0: ${deQui}`} {...props}>
      <IconDots {...ICONE} />
    </ActionIcon>
  )
  const ferme = boutonFerme(bouton, () => setMenu(true))
  const possibles = { cle, reportee, recue: tenue === 'moi' }
  return (
    <>
      {menu ? <ActesEcheance attente={ferme} {...{ bouton, ...possibles }} choisir={setOuverte} /> : ferme}
      {ouverte === 'reporter' && <ReporterEcheance {...{ cle, acte, nom, aujourdhui, reportee, fermer }} />}
      {ouverte === 'confier' && <ConfierEcheance {...{ cle, acte, nom, fermer }} />}
      {ouverte === 'contact' && <NoterContact personneId={cle.personneId} {...{ nom, aujourdhui, fermer }} />}
    </>
  )
}
