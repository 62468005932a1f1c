import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconEye } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { SOURCES } from '../../personne/donnees/donnee.ts'
import { call } from '../../socle/api.ts'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { lireAdresse } from '../lire-adresse.ts'
import { DemanderAdresse } from './DemanderAdresse.tsx'
import classes from './Precautions.module.css'

type Props = {
  personneId: string
  /** Whose address; null for a person in no household. */
  foyerId: string | null
  /** What of it isn't covered. */
  montree: readonly string[]
}

/** A street that is covered: asked for on purpose, with its reason, which is kept. */
export function AdresseConfidentielle({ personneId, foyerId, montree }: Props) {
  const peut = usePeut()
  const [ouvert, { open, close }] = useDisclosure(false)
  const [lignes, setLignes] = useState<readonly string[] | null>(null)
  const id = useRef(uuidv7())
  if (lignes)
    return (
      // The button that asked has gone: reading goes on from here, not from the top of the page.
      <span className={classes.demande} tabIndex={-1} ref={prendreLeFocus}>
        <strong>Adresse confidentielle</strong>
        <Lignes lignes={lignes} />
      </span>
    )
  return (
    <span className={classes.demande}>
      <strong>Adresse confidentielle</strong>
      <Lignes lignes={montree} />
      {peut('dossier.lire') && (
        <Button size="compact-sm" variant="default" leftSection={<IconEye {...PETITE_ICONE} />} onClick={open}>
          Afficher l’adresse
        </Button>
      )}
      {ouvert && (
        <DemanderAdresse
          titre="Afficher l’adresse confidentielle"
          bouton="Afficher l’adresse"
          fermer={close}
          envoyer={async motif => {
            const demande = { personneId, id: id.current, motif }
            const { adresses } = await call<typeof lireAdresse>('POST /personnes/:personneId/adresse', demande)
            setLignes(adresses.filter(a => a.foyerId === null || a.foyerId === foyerId).flatMap(direAdresse))
          }}
        />
      )}
    </span>
  )
}

const prendreLeFocus = (element: HTMLElement | null) => element?.focus({ preventScroll: true })

/** What another source says is told with it. */
const direAdresse = ({ source, lignes }: Adresses[number]): string[] =>
  source === null ? lignes : [`${lignes.join(', ')} (${SOURCES[source]})`]

/** An address, line under line. */
export const Lignes = ({ lignes }: { lignes: readonly string[] }) =>
  lignes.map(ligne => (
    <span key={ligne} className={classes.ligne}>
      {ligne}
    </span>
  ))

type Adresses = Output<typeof lireAdresse>['adresses']
