import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, montant } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Colonnes } from '../../socle/ui/Page.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { financesDe } from '../caisse/finances-de.ts'
import classes from './Finances.module.css'

type LesFinances = Output<typeof financesDe>
type Props = { personneId: string; aujourdhui: string }

/** Months shown before the others are asked for. */
const MOIS_MONTRES = 3

/** What the household has to pay back and what it was paid, read apart: it is asked for only where it may be read. */
export function Finances({ personneId, aujourdhui }: Props) {
  const requete = useQuery({
    queryKey: ['dossier', personneId, 'finances'],
    queryFn: () => call<typeof financesDe>('GET /personnes/:personneId/finances', { personneId }),
  })
  return (
    <Charge requete={requete} attente="fiche">
      {({ dues, verses }) =>
        dues.length === 0 && verses.length === 0 ? (
          <Text c="dimmed">Les fichiers reçus ne disent aucune somme à rembourser, ni aucun versement.</Text>
        ) : (
          <Colonnes>
            <Dues dues={dues} aujourdhui={aujourdhui} />
            {verses.length > 0 && <Verses verses={verses} aujourdhui={aujourdhui} />}
          </Colonnes>
        )
      }
    </Charge>
  )
}

function Dues({ dues, aujourdhui }: { dues: LesFinances['dues']; aujourdhui: string }) {
  const jour = (j: string) => dateCourte(j, aujourdhui)
  return (
    <Fiche titre="À rembourser par le foyer">
      {dues.length === 0 && <Text>Aucune somme à rembourser dans les fichiers reçus.</Text>}
      <ul className={classes.sommes}>
        {dues.map(d => (
          <li key={d.cle}>
            <p className={classes.somme}>
              {d.soldee ? (
                <Etat ton="done">Remboursé</Etat>
              ) : (
                <strong>{d.resteCentimes === null ? 'Reste dû non dit' : `Reste ${montant(d.resteCentimes)}`}</strong>
              )}
              {d.initialCentimes !== null && <span>sur {montant(d.initialCentimes)}</span>}
            </p>
            <p>
              Trop-perçu de {d.nature}
              {d.periode && ` du ${jour(d.periode.du)}${d.periode.au ? ` au ${jour(d.periode.au)}` : ''}`}, connu depuis
              le {jour(d.depuis)}
            </p>
            {d.raison && (
              <p>
                Raison{'\u00a0'}: {d.raison}
              </p>
            )}
            {d.dernierCreditLe && <p>Dernier remboursement le {jour(d.dernierCreditLe)}</p>}
            <p className={classes.source}>
              {d.source}, {jour(d.le)}
              {d.avant && ` (restait ${montant(d.avant.resteCentimes)} au ${jour(d.avant.le)})`}
            </p>
          </li>
        ))}
      </ul>
    </Fiche>
  )
}

function Verses({ verses, aujourdhui }: { verses: LesFinances['verses']; aujourdhui: string }) {
  const [montres, autres] = [verses.slice(0, MOIS_MONTRES), verses.slice(MOIS_MONTRES)]
  return (
    <Fiche titre="Versé au foyer, mois par mois">
      <Mois verses={montres} aujourdhui={aujourdhui} />
      {autres.length > 0 && (
        <details className={classes.autres}>
          <summary>Les mois d’avant</summary>
          <Mois verses={autres} aujourdhui={aujourdhui} />
        </details>
      )}
    </Fiche>
  )
}

function Mois({ verses, aujourdhui }: { verses: LesFinances['verses']; aujourdhui: string }) {
  return (
    <ul className={classes.sommes}>
      {verses.map(({ mois, mouvements, source, le }) => (
        <li key={mois}>
          <h3>{mois}</h3>
          <dl className={classes.mouvements}>
            {mouvements.map((m, rang) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two movements of a month may say the very same
              <div key={rang}>
                <dt>
                  {m.libelle}
                  {m.detail && <span className={classes.source}> · {m.detail}</span>}
                </dt>
                <dd>{montant(m.montantCentimes)}</dd>
              </div>
            ))}
          </dl>
          <p className={classes.source}>
            {source}, {dateCourte(le, aujourdhui)}
          </p>
        </li>
      ))}
    </ul>
  )
}
