import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Page } from '../../socle/ui/Page.tsx'
import type { tableauPilotage } from '../tableau-pilotage.ts'
import { enCsv, telecharger } from './csv.ts'
import { DelaiOrientation, tableauxDelai } from './DelaiOrientation.tsx'
import { FiltresPilotage, useDemande } from './FiltresPilotage.tsx'
import { NouveauxEntrants, tableauxEntrants } from './NouveauxEntrants.tsx'
import { Repartition, tableauxRepartition } from './Repartition.tsx'

/** The figures of the territory: each one is a number, a sentence, a chart, then the table it is drawn from. */
export function PilotagePage() {
  const { periode, demande } = useDemande()
  const requete = useQuery({
    queryKey: ['pilotage', demande],
    queryFn: () => call<typeof tableauPilotage>('GET /pilotage', demande as { du: string; au: string }),
    placeholderData: keepPreviousData,
  })
  const { data } = requete
  const exporter = () =>
    data &&
    telecharger(
      `pilotage-${periode.du}-${periode.au}.csv`,
      enCsv([...tableauxEntrants(data), ...tableauxDelai(data), ...tableauxRepartition(data)]),
    )
  return (
    <Page
      titre="Pilotage"
      phrase={
        data && !data.nommer && data.seuil > 0
          ? `Les effectifs de moins de ${data.seuil} personnes sont masqués, et ceux qui permettraient de les retrouver.`
          : 'Ce que fait le territoire, et en combien de temps.'
      }
      actions={
        <Button variant="default" leftSection={<IconDownload {...ICONE} />} onClick={exporter} disabled={!data}>
          Exporter les tableaux (CSV)
        </Button>
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
