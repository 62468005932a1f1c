import { prenomLisible } from '../../personne/noms.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { portefeuille } from '../portefeuille.ts'

/** Whose follow-up ended lately, handed over or not: their file can still be read, not written in. */
export function Transmises({ personnes }: { personnes: Output<typeof portefeuille>['transmises'] }) {
  return (
    <Fiche titre="Suivis finis depuis peu">
      <ul>
        {personnes.map(p => (
          <li key={p.personneId}>
            <Lien vers={`/personnes/${p.personneId}`}>{`${prenomLisible(p.prenom)} ${p.nom}`}</Lien>, fini le{' '}
            {dateLongue(p.depuis)}, lecture possible jusqu’au {dateLongue(p.jusquau)}
          </li>
        ))}
      </ul>
    </Fiche>
  )
}
