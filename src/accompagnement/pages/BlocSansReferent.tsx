import { Button, VisuallyHidden } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { DOMINANTES_COURTES } from '../../offre/dominante.ts'
import { prenomEtNom } from '../../personne/noms.ts'
import { dateCourte, ecart } from '../../socle/ui/dates.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import type { Output } from '../../socle/use-case.ts'
import type { enAttenteDeReferent } from '../equipe/sans-referent.ts'
import type { AConfier } from './NotesDeRelais.tsx'

// Loaded when first opened.
const Designer = differe(() => import('./Designer.tsx'), 'Designer')

/** Who waits for a référent, longest waiting first; one or several are given one, the loads in sight. */
export function BlocSansReferent({ donnees }: PropsBloc<Output<typeof enAttenteDeReferent>>) {
  const { total, personnes, aujourdhui } = donnees
  const [aConfier, setAConfier] = useState<{ personnes: AConfier[]; vider: () => void } | null>(null)
  const releve = (p: (typeof personnes)[number]): AConfier => ({ personneId: p.personneId, nom: prenomEtNom(p) })
  return (
    <>
      <ListeDuJour
        titre="Attendent un référent"
        total={total}
        lignes={personnes}
        cle={p => p.personneId}
        lien={p => `/personnes/${p.personneId}`}
        note={
          personnes.length < total && (
            <p>
              {`Les ${personnes.length} qui attendent depuis le plus longtemps. Les autres viennent à mesure que vous désignez.`}
            </p>
          )
        }
        colonnes={[
          { cle: 'nom', titre: 'Personne', cellule: p => prenomEtNom(p) },
          { cle: 'dominante', titre: 'Dominante', cellule: p => DOMINANTES_COURTES[p.dominante] },
          {
            cle: 'depuis',
            titre: 'Orientée',
            cellule: p => `${ecart(p.depuis, aujourdhui)}, le ${dateCourte(p.depuis, aujourdhui)}`,
          },
          {
            cle: 'geste',
            titre: 'Geste',
            largeur: '15rem',
            cellule: p => (
              <Button
                variant="default"
                size="compact-md"
                leftSection={<IconUserPlus {...PETITE_ICONE} />}
                onClick={() => setAConfier({ personnes: [releve(p)], vider: () => undefined })}
              >
                Désigner un référent<VisuallyHidden>, {prenomEtNom(p)}</VisuallyHidden>
              </Button>
            ),
          },
        ]}
        selection={{
          nom: ['personne choisie', 'personnes choisies'],
          action: 'Désigner un référent',
          onAction: (lignes, vider) => setAConfier({ personnes: lignes.map(releve), vider }),
        }}
      />
      {aConfier && (
        <Designer
          // Given a référent meanwhile by somebody else, they wait no more.
          personnes={aConfier.personnes.filter(p => personnes.some(l => l.personneId === p.personneId))}
          fermer={fait => {
            if (fait) aConfier.vider()
            setAConfier(null)
          }}
        />
      )}
    </>
  )
}
