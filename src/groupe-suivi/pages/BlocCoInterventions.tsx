import { Button, VisuallyHidden } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { prenomLisible } from '../../personne/noms.ts'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import type { Output } from '../../socle/use-case.ts'
import { CHAMPS } from '../groupe-suivi.ts'
import type { mesCoInterventions } from '../mes-co-interventions.ts'

// Loaded when first opened.
const PrendreRendezVous = differe(() => import('../../rendez-vous/pages/PrendreRendezVous.tsx'), 'PrendreRendezVous')

type Donnees = Output<typeof mesCoInterventions>
type Ligne = Donnees['personnes'][number]
const nomDe = (p: Ligne) => `${prenomLisible(p.prenom)} ${p.nom}`

/** Whose field was entrusted, and who has no appointment to come. */
export function BlocCoInterventions({ donnees }: PropsBloc<Donnees>) {
  const [aVoir, setAVoir] = useState<Ligne | null>(null)
  const personnes = donnees.personnes.filter(p => p.prochain === null)
  const aSavoir = usePrecautionsDe(personnes.map(p => p.personneId))
  return (
    <>
      <ListeDuJour
        titre="Rendez-vous à prendre"
        total={personnes.length}
        lignes={personnes}
        cle={p => p.personneId}
        lien={p => `/mes-co-interventions/${p.personneId}`}
        tout={{ libelle: 'Voir tous mes suivis', vers: '/mes-co-interventions' }}
        colonnes={[
          {
            cle: 'nom',
            titre: 'Personne',
            cellule: p => (
              <>
                {nomDe(p)}
                <PucesBreves {...aSavoir(p.personneId)} />
              </>
            ),
          },
          { cle: 'champ', titre: 'Mon champ', cellule: p => p.champs.map(c => CHAMPS[c].libelle).join(', ') },
          { cle: 'depuis', titre: 'Confié', cellule: p => `le ${dateCourte(p.depuis)}` },
          { cle: 'referent', titre: 'Référent', cellule: p => p.referent ?? 'aucun pour l’instant' },
          {
            cle: 'geste',
            titre: 'Geste',
            largeur: '13rem',
            cellule: p => (
              <Button
                variant="default"
                size="compact-md"
                leftSection={<IconCalendarPlus {...PETITE_ICONE} />}
                onClick={() => setAVoir(p)}
              >
                Rendez-vous<VisuallyHidden>, {nomDe(p)}</VisuallyHidden>
              </Button>
            ),
          },
        ]}
      />
      {aVoir && (
        <PrendreRendezVous
          personneId={aVoir.personneId}
          nom={nomDe(aVoir)}
          objet="suivi"
          ouvert
          onFermer={() => setAVoir(null)}
        />
      )}
    </>
  )
}
