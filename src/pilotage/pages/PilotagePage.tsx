import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { MOTIFS_CHIFFRES } from '../../socle/export/motifs.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Exporter } from '../../socle/ui/exporter/Exporter.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import type { tableauPilotage } from '../tableau-pilotage.ts'
import { TITRES_TABLEAUX } from '../tableaux.ts'
import { DelaiOrientation } from './DelaiOrientation.tsx'
import { FiltresPilotage, useDemande } from './FiltresPilotage.tsx'
import { NouveauxEntrants } from './NouveauxEntrants.tsx'
import { Repartition } from './Repartition.tsx'

/** The figures of the territory: each one is a number, a sentence, a chart, then the table it is drawn from. */
export function PilotagePage() {
  const { periode, demande } = useDemande()
  const requete = useQuery({
    queryKey: ['pilotage', demande],
    queryFn: () => call<typeof tableauPilotage>('GET /pilotage', demande as { du: string; au: string }),
    placeholderData: keepPreviousData,
  })
  const { data } = requete
  return (
    <Page
      titre="Pilotage"
      phrase={
        data && !data.nommer && data.seuil > 0
          ? `Les effectifs de moins de ${data.seuil} personnes sont masqués, et ceux qui permettraient de les retrouver.`
          : 'Ce que fait le territoire, et en combien de temps.'
      }
      actions={
        data && (
          <Exporter
            droit="export.chiffres"
            libelle="Exporter un tableau"
            route="POST /pilotage/export"
            entree={demande}
            quoi="Les chiffres de la page, sans aucun nom"
            motifs={MOTIFS_CHIFFRES}
            choix={{
              cle: 'tableau',
              libelle: 'Tableau',
              valeurs: Object.entries(TITRES_TABLEAUX).map(([value, label]) => ({ value, label })),
            }}
          />
        )
      }
      entete={<FiltresPilotage />}
    >
      <Charge requete={requete} attente="chiffre">
        {donnees => (
          <>
            <DelaiOrientation donnees={donnees} />
            <NouveauxEntrants donnees={donnees} periode={periode.libelle.toLowerCase()} />
            <Repartition donnees={donnees} />
          </>
        )}
      </Charge>
    </Page>
  )
}
