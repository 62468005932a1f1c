import { IconMessageOff, IconUsers } from '@tabler/icons-react'
import { Fragment } from 'react'
import { prenomEtNom } from '../../personne/noms.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import { PARTAGES, type Partage, SANS_MESSAGE } from '../en-bref.ts'
import classes from './Precautions.module.css'
import { Puces } from './Puces.tsx'
import { usePrecautions } from './usePrecautions.ts'

/** The top of a file, or of a card: what must be known before acting. */
export function ASavoir({ personneId }: { personneId: string }) {
  const { data, isError } = usePrecautions(personneId)
  if (!data) return <Puces precautions={null} illisibles={isError} />
  const { telephone, courriel } = data.partage
  return <Puces precautions={data.precautions} numeroPartage={telephone || courriel} />
}

type Props = { personneId: string; voie: 'telephone' | 'courriel' }

/** Under a number or a mailbox: what to mind before using it. */
export function AvantDeJoindre({ personneId, voie }: Props) {
  const { data } = usePrecautions(personneId)
  if (!data) return null
  const { precautions, partage } = data
  const sansMessage = voie === 'telephone' && precautions.sansMessage
  if (!sansMessage && !partage[voie]) return null
  return (
    <span className={classes.avant}>
      {sansMessage && (
        <Etat ton="soon" icone={IconMessageOff} nu>
          {SANS_MESSAGE}
        </Etat>
      )}
      {partage[voie] && (
        <Etat ton="soon" icone={IconUsers} nu>
          {PARTAGES[voie]} {partage.avec.length > 0 && <Autres avec={partage.avec} />}
        </Etat>
      )}
    </span>
  )
}

/** Named to who may open their file. */
function Autres({ avec }: Pick<Partage, 'avec'>) {
  const peut = usePeut()
  return avec.map((autre, rang) => (
    <Fragment key={autre.personneId}>
      {rang > 0 && ', '}
      {peut('dossier.lire') ? (
        <Lien vers={`/personnes/${autre.personneId}`}>{prenomEtNom(autre)}</Lien>
      ) : (
        prenomEtNom(autre)
      )}
    </Fragment>
  ))
}
