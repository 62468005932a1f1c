import { Text } from '@mantine/core'
import { DOMINANTES_COURTES } from '../../offre/dominante.ts'
import { prenomEtNom } from '../../personne/noms.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { portefeuille } from '../portefeuille.ts'

type EnAttente = Output<typeof portefeuille>['sansReferent']
type Props = {
  enAttente: EnAttente
  aujourdhui: string
  /** Absent for who may not designate. */
  designer?: (personnes: EnAttente['personnes'], vider: () => void) => void
}

/** Those oriented to the structure who wait for a référent, whatever the team: whoever designates one takes them. */
export function SansReferent({ enAttente: { total, personnes }, aujourdhui, designer }: Props) {
  return (
    <Fiche titre={`Orientées vers la structure, sans référent (${total})`}>
      {personnes.length < total && (
        <Text size="sm" c="dimmed" mb="xs">
          Les {personnes.length} qui attendent depuis le plus longtemps. Les autres viennent à mesure que vous désignez.
        </Text>
      )}
      <Liste
        titre="Personnes sans référent"
        lignes={personnes}
        cle={p => p.personneId}
        lien={p => `/personnes/${p.personneId}`}
        colonnes={[
          { cle: 'nom', titre: 'Personne', cellule: prenomEtNom },
          { cle: 'dominante', titre: 'Dominante', cellule: p => DOMINANTES_COURTES[p.dominante] },
          { cle: 'depuis', titre: 'Orientée', cellule: p => `le ${dateCourte(p.depuis, aujourdhui)}` },
        ]}
        selection={
          designer && {
            nom: ['personne choisie', 'personnes choisies'],
            action: 'Désigner un référent',
            onAction: designer,
          }
        }
      />
    </Fiche>
  )
}
