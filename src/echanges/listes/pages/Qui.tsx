import { Text } from '@mantine/core'
import { communeLisible } from '../../../personne/noms.ts'
import { dateCourte } from '../../../socle/ui/dates.ts'
import { Lien } from '../../../socle/ui/Lien.tsx'
import { NBSP } from '../../../socle/ui/phrases.ts'
import { usePeut } from '../../../socle/ui/session.ts'
import type { CandidatDeLigne } from '../candidats-lignes.queries.ts'

export const nomDe = ({ dossier }: CandidatDeLigne) =>
  dossier ? `${dossier.prenom} ${dossier.nom}` : 'un dossier que vous ne pouvez pas ouvrir'

/** A file that a line resembles, and why. */
export function Qui({ candidat }: { candidat: CandidatDeLigne }) {
  const ouvrable = usePeut()('dossier.lire')
  const { personneId, dossier, raisons } = candidat
  return (
    <div>
      {dossier && ouvrable ? (
        <Lien vers={`/personnes/${personneId}`}>{nomDe(candidat)}</Lien>
      ) : (
        <span>{dossier ? nomDe(candidat) : 'Un dossier que vous ne pouvez pas ouvrir'}</span>
      )}
      {dossier && (
        <span>
          {` · ${dateCourte(dossier.dateNaissance)}`}
          {dossier.commune && ` · ${communeLisible(dossier.commune)}`}
        </span>
      )}
      {dossier && (dossier.demande || dossier.referent) && (
        <Text component="span" size="sm" display="block">
          {[
            dossier.demande && `demande n°${NBSP}${dossier.demande}`,
            dossier.referent && `suivi par ${dossier.referent}`,
          ]
            .filter(Boolean)
            .join(', ')}
        </Text>
      )}
      <Text component="span" size="sm" c="dimmed" display="block">
        {raisons.join(', ')}
      </Text>
    </div>
  )
}
