import { IconMessageOff, IconUsers } from '@tabler/icons-react'
import { Fragment } from 'react'
import { prenomEtNom } from '../../personne/noms.ts'
import { telephone } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { enSuite } from '../../socle/ui/phrases.ts'
import { usePeut } from '../../socle/ui/session.ts'
import { PARTAGES, type Partage, SANS_MESSAGE } from '../en-bref.ts'
import classes from './Precautions.module.css'
import { Puces } from './Puces.tsx'
import { usePrecautions } from './usePrecautions.ts'

/** The top of a file, or of a card: what must be known before acting. */
export function ASavoir({ personneId }: { personneId: string }) {
  const { data, isError } = usePrecautions(personneId)
  if (!data) return <Puces precautions={null} illisibles={isError} />
  const { telephone, courriel, sansMessage } = data.partage
  const precautions = { ...data.precautions, sansMessage: data.precautions.sansMessage || sansMessage }
  return <Puces precautions={precautions} numeroPartage={telephone || courriel} />
}

/** `valeurs`: the numbers, or the mailboxes, that stand there. */
type Props = { personneId: string; voie: 'telephone' | 'courriel'; valeurs: readonly string[] }

/** Under a number or a mailbox: what to mind before using it. */
export function AvantDeJoindre({ personneId, voie, valeurs }: Props) {
  const { data } = usePrecautions(personneId)
  if (!data) return null
  const { precautions, partage } = data
  const sansMessage = voie === 'telephone' && (precautions.sansMessage || partage.sansMessage)
  const partagees = valeurs.filter(valeur => partage.valeurs.includes(valeur))
  if (valeurs.length === 0 || (!sansMessage && partagees.length === 0)) return null
  const avec = partage.avec.filter(autre => partagees.some(valeur => autre.valeurs.includes(valeur)))
  const lesquelles = valeurs.length > 1 ? partagees.map(voie === 'telephone' ? telephone : String) : []
  return (
    <span className={classes.avant}>
      {sansMessage && (
        <Etat ton="soon" icone={IconMessageOff} nu>
          {SANS_MESSAGE}
        </Etat>
      )}
      {partagees.length > 0 && (
        <Etat ton="soon" icone={IconUsers} nu>
          {enSuite(...lesquelles, PARTAGES[voie])} {avec.length > 0 && <Autres avec={avec} />}
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
