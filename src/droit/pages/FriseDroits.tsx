import { Text } from '@mantine/core'
import { dateCourte, dateLongue, moisAnnee } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { droitsDe } from '../droits-de.ts'
import classes from './FriseDroits.module.css'

type LaFrise = Omit<Output<typeof droitsDe>, 'mentions'>
type Bande = LaFrise['lignes'][number]['bandes'][number]

/** The periods of right along the months, then the same as sentences: the drawing says nothing that the list doesn't. */
export function FriseDroits({ frise, aujourdhui }: { frise: LaFrise; aujourdhui: string }) {
  if (frise.lignes.length === 0) return <Text>Aucun droit au RSA n’est connu.</Text>
  const plusieurs = frise.lignes.length > 1
  return (
    <div className={classes.frise}>
      <div className={classes.dessin} aria-hidden>
        {frise.lignes.map(ligne => (
          <div key={ligne.foyer} className={classes.ligne} data-sanctions={ligne.sanctions.length > 0 || undefined}>
            {ligne.bandes.map(
              bande =>
                bande.place && (
                  <span
                    key={bande.debut}
                    className={classes.bande}
                    data-ton={bande.ton}
                    data-court={bande.fin === null || undefined}
                    style={{ left: `${bande.place.gauche}%`, width: `${bande.place.largeur}%` }}
                  />
                ),
            )}
            {ligne.sanctions.map(
              s =>
                s.place && (
                  <span
                    key={`${s.debut} ${s.phrase}`}
                    className={classes.sanction}
                    style={{ left: `${s.place.gauche}%`, width: `${s.place.largeur}%` }}
                  />
                ),
            )}
          </div>
        ))}
        <div className={classes.axe}>
          {frise.mois.map((mois, rang) => (
            <span key={mois.cle} style={{ left: `${mois.gauche}%` }} data-repere={repere(rang, frise.mois.length)}>
              {moisAnnee(mois.cle)}
            </span>
          ))}
        </div>
      </div>
      {frise.lignes.map(ligne => (
        <div key={ligne.foyer}>
          {plusieurs && <h3 className={classes.foyer}>{ligne.foyer}</h3>}
          <ol className={classes.periodes}>
            {ligne.bandes.map(bande => (
              <li key={bande.debut}>
                <Etat ton={bande.ton}>{bande.phrase}</Etat>
                <span>{dates(bande, aujourdhui)}</span>
              </li>
            ))}
          </ol>
          {ligne.sanctions.length > 0 && <Sanctions sanctions={ligne.sanctions} aujourdhui={aujourdhui} />}
        </div>
      ))}
    </div>
  )
}

/** What the fund says it takes for a sanction: the red line under the rights, in words. */
function Sanctions({
  sanctions,
  aujourdhui,
}: {
  sanctions: LaFrise['lignes'][number]['sanctions']
  aujourdhui: string
}) {
  return (
    <>
      <h3 className={classes.sousTitre}>Sanctions</h3>
      <ol className={classes.periodes} aria-label="Sanctions">
        {sanctions.map(s => (
          <li key={`${s.debut} ${s.phrase}`}>
            <Etat ton={s.ton}>{s.phrase}</Etat>
            <span>{s.quand}</span>
            <span className={classes.source}>
              {[s.detail, `${s.source}, ${dateCourte(s.le, aujourdhui)}`].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

/** Labels far enough from each other: two on a phone (every width shows those), five elsewhere, none that would pass the end. */
function repere(rang: number, total: number): 'toujours' | 'large' | undefined {
  if (rang % Math.ceil(total / 2) === 0) return 'toujours'
  return total > 8 && rang % Math.ceil(total / 4) === 0 ? 'large' : undefined
}

function dates({ debut, fin, depuis }: Bande, aujourdhui: string): string {
  const precise = depuis && depuis !== debut ? ` (décision du ${dateCourte(depuis, aujourdhui)})` : ''
  if (fin === null) return `depuis le ${dateLongue(debut).split('\u00a0').slice(1).join('\u00a0')}${precise}`
  return `du ${dateCourte(debut, aujourdhui)} au ${dateCourte(fin, aujourdhui)}${precise}`
}
