import { prenomEtNom } from '../../personne/noms.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import { Puces } from './Puces.tsx'
import { usePrecautions } from './usePrecautions.ts'

/** The top of a file, or of a card: what must be known before acting. */
export function ASavoir({ personneId }: { personneId: string }) {
  const { data } = usePrecautions(personneId)
  if (!data) return null
  const { telephone, courriel } = data.partage
  return <Puces precautions={data.precautions} numeroPartage={telephone || courriel} />
}

type Props = { personneId: string; voie: 'telephone' | 'courriel' }

/** Under a number or a mailbox: what to mind before using it. The other person is named only to who may open their file. */
export function AvantDeJoindre({ personneId, voie }: Props) {
  const { data } = usePrecautions(personneId)
  const peut = usePeut()
  if (!data) return null
  const { precautions, partage } = data
  return (
    <>
      {voie === 'telephone' && precautions.sansMessage && <strong>Ne laissez pas de message. </strong>}
      {partage[voie] && (
        <span>
          {voie === 'telephone' ? 'Numéro partagé' : 'Courriel partagé'} avec une autre personne : vérifiez à qui vous
          parlez.{' '}
          {partage.avec.map(autre => (
            <span key={autre.personneId}>
              {peut('dossier.lire') ? (
                <Lien vers={`/personnes/${autre.personneId}`}>{prenomEtNom(autre)}</Lien>
              ) : (
                prenomEtNom(autre)
              )}{' '}
            </span>
          ))}
        </span>
      )}
    </>
  )
}
