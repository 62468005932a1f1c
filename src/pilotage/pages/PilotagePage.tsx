import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { adresse, call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Page } from '../../socle/ui/Page.tsx'
import type { tableauPilotage } from '../tableau-pilotage.ts'
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
          <Button
            variant="default"
            component="a"
            href={adresse('GET /pilotage/tableaux', demande).url}
            download
            leftSection={<IconDownload {...ICONE} />}
          >
            Exporter les tableaux (CSV)
          </Button>
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
