import { Text } from '@mantine/core'
import { useState } from 'react'
import { MOTIFS_FICHIER } from '../../socle/export/motifs.ts'
import { nombre, pluriel } from '../../socle/ui/dates.ts'
import { Exporter } from '../../socle/ui/exporter/Exporter.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { LIGNES_PAR_PAGE } from '../../socle/ui/liste/lignes-par-page.ts'
import type { RapportImport } from '../import.ts'
import classes from './Rapport.module.css'

/** `tenu`: may who looks read what of the file is anomalous? */
type Props = { importId: string; rapport: RapportImport; simulation: boolean; tenu: boolean }

/** What an import did, or would do: its figures, then what was set aside and why. */
export function Rapport({ importId, rapport, simulation, tenu }: Props) {
  return (
    <>
      <Fiche titre={simulation ? 'Ce que donnerait ce fichier' : 'Ce que ce fichier a donné'}>
        <Text component="p" mt={0} mb="lg">
          {rapport.resume}
        </Text>
        <dl className={classes.chiffres}>
          {rapport.comptes.map(({ libelle, nombre: n }) => (
            <div key={libelle} data-nul={n === 0 || undefined}>
              <dt>{libelle}</dt>
              <dd>{nombre(n)}</dd>
            </div>
          ))}
        </dl>
      </Fiche>
      <Anomalies rapport={rapport} importId={importId} tenu={tenu} />
    </>
  )
}

function Anomalies({ rapport: { anomalies, anomaliesTotal }, importId, tenu }: Omit<Props, 'simulation'>) {
  const [montrees, setMontrees] = useState(LIGNES_PAR_PAGE)
  if (anomaliesTotal === 0) return null
  if (!tenu)
    return (
      <Fiche titre={`Anomalies (${nombre(anomaliesTotal)})`}>
        <Text component="p" m={0}>
          Elles disent de quels foyers il s’agit : les lit qui a déposé le fichier, ou qui voit tout le territoire.
        </Text>
      </Fiche>
    )
  const autres = anomaliesTotal - anomalies.length
  return (
    <Fiche
      titre={`Anomalies (${nombre(anomaliesTotal)})`}
      actions={
        <Exporter
          droit="import.deposer"
          libelle="Télécharger les anomalies"
          route="GET /imports/:importId/anomalies"
          entree={{ importId }}
          quoi={pluriel(anomalies.length, 'anomalie')}
          motifs={MOTIFS_FICHIER}
        />
      }
    >
      <Text component="p" mt={0} mb="md" c="dimmed">
        Ce que Filrouge n’a pas pu lire ou trouve anormal dans ce fichier. Signalez-le à son expéditeur.
        {autres > 0 && ` Les ${nombre(anomalies.length)} premières sont ici ; il y en a ${pluriel(autres, 'autre')}.`}
      </Text>
      <Liste
        titre="Anomalies"
        lignes={anomalies.slice(0, montrees).map((a, rang) => ({ ...a, rang }))}
        cle={a => String(a.rang)}
        colonnes={[
          { cle: 'ou', titre: 'Où', largeur: '26%', cellule: a => a.ou ?? 'Tout le fichier' },
          {
            cle: 'champ',
            titre: 'Champ',
            largeur: '20%',
            cellule: a => <span className={classes.champ}>{a.champ}</span>,
          },
          { cle: 'motif', titre: 'Pourquoi', cellule: a => a.motif },
        ]}
        suite={{ reste: anomalies.length - montrees, charger: () => setMontrees(montrees + LIGNES_PAR_PAGE) }}
      />
    </Fiche>
  )
}
