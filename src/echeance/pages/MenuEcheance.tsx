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
const ReporterEcheance = differe(() => import('./ReporterEcheance.tsx'), 'ReporterEcheance')
const ConfierEcheance = differe(() => import('./ConfierEcheance.tsx'), 'ConfierEcheance')
const NoterContact = differe(() => import('../../accompagnement/pages/NoterContact.tsx'), 'NoterContact')

type Props = {
  cle: CleEcheance
  acte: string
  /** Whose, where the page doesn't say it: a list has many rows. */
  nom?: string
  aujourdhui: string
}

/** The button of what else may be made of something to do, and the windows it leads to. */
export function MenuEcheance({ cle, acte, nom, aujourdhui }: Props) {
  const [ouverte, setOuverte] = useState<ActeEcheance | null>(null)
  const [menu, setMenu] = useState(false)
  const fermer = () => setOuverte(null)
  const bouton: BoutonDeMenu = props => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Autres actes\u00a0: ${[acte, nom].filter(Boolean).join(', ')}`}
      {...props}
    >
      <IconDots {...ICONE} />
    </ActionIcon>
  )
  const ferme = boutonFerme(bouton, () => setMenu(true))
  return (
    <>
      {menu ? <ActesEcheance attente={ferme} bouton={bouton} cle={cle} choisir={setOuverte} /> : ferme}
      {ouverte === 'reporter' && <ReporterEcheance cle={cle} acte={acte} aujourdhui={aujourdhui} fermer={fermer} />}
      {ouverte === 'confier' && <ConfierEcheance cle={cle} acte={acte} fermer={fermer} />}
      {ouverte === 'contact' && <NoterContact personneId={cle.personneId} aujourdhui={aujourdhui} fermer={fermer} />}
    </>
  )
}
