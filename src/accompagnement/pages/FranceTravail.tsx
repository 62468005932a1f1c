import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import classes from '../../dossier/pages/Dossier.module.css'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateLongue, moisAnnee } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { franceTravailDe } from '../france-travail/france-travail-de.ts'

type Dits = Output<typeof franceTravailDe>
type Suivi = Dits['suivis'][number]
type Ppae = Dits['ppae'][number]
type Action = Dits['actions'][number]

const TONS = {
  'a-venir': 'soon',
  'en-cours': 'info',
  prescrite: 'waiting',
  finie: 'done',
  realisee: 'done',
} as const satisfies Record<Action['etat'], string>

/** What France Travail says: who follows and since when, the PPAE, the actions and what came of them. Nothing when it says nothing. */
export function FranceTravail({ personneId, aujourdhui }: { personneId: string; aujourdhui: string }) {
  const requete = useQuery({
    queryKey: ['dossier', personneId, 'france-travail'],
    queryFn: () => call<typeof franceTravailDe>('GET /personnes/:personneId/france-travail', { personneId }),
  })
  return (
    <Charge requete={requete} attente="fiche">
      {dits => <Dit dits={dits} aujourdhui={aujourdhui} />}
    </Charge>
  )
}

function Dit({ dits: { suivis, ppae, actions }, aujourdhui }: { dits: Dits; aujourdhui: string }) {
  const [suivi] = suivis
  const avant = suivis.filter((s, i) => i > 0 && enBref(s, aujourdhui) !== enBref(suivis[i - 1] ?? s, aujourdhui))
  const liste = [...(suivi ? suiviEnReperes(suivi, aujourdhui) : []), ...ppaeEnReperes(ppae, aujourdhui)]
  return (
    <>
      {(liste.length > 0 || avant.length > 0) && (
        <Fiche titre="À France Travail">
          {suivi && <p className={classes.texte}>Selon son fichier reçu le {dateLongue(suivi.le)}.</p>}
          <Reperes liste={liste} />
          {avant.length > 0 && (
            <>
              <h3 className={classes.sousTitre}>Avant</h3>
              <ul className={classes.membres}>
                {avant.map(s => (
                  <li key={s.le}>
                    {enBref(s, aujourdhui)}
                    <Text component="p" m={0} c="dimmed">
                      fichier reçu le {dateCourte(s.le, aujourdhui)}
                    </Text>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Fiche>
      )}
      {actions.length > 0 && <Actions actions={actions} aujourdhui={aujourdhui} />}
    </>
  )
}

const inscription = ({ inscritLe, categorie }: Suivi, aujourdhui: string) =>
  [inscritLe && `depuis le ${dateCourte(inscritLe, aujourdhui)}`, categorie].filter(Boolean).join(', ')

/** What is told of a follow-up that another one replaced. */
const enBref = (s: Suivi, aujourdhui: string) =>
  [inscription(s, aujourdhui), s.structure, s.referent, s.modalite].filter(Boolean).join(' · ')

/** Only what it says: an empty column of its file isn't something to fill. */
function suiviEnReperes(s: Suivi, aujourdhui: string): Repere[] {
  const jour = (j: string) => dateCourte(j, aujourdhui)
  const suivi = [s.debut && `depuis le ${jour(s.debut)}`, s.finPrevue && `jusqu’au ${jour(s.finPrevue)}`]
  const dits: [terme: string, valeur: Repere['valeur'] | null][] = [
    ['Inscription', inscription(s, aujourdhui) || null],
    ['Motif', s.motif],
    ['Accompagnement', [s.modalite, ...suivi].filter(Boolean).join(', ') || null],
    ['Structure', s.structure],
    [
      'Conseiller',
      (s.referent || s.referentCourriel) && (
        <>
          {s.referent}
          {s.referent && s.referentCourriel && ' · '}
          {s.referentCourriel && <Anchor href={`mailto:${s.referentCourriel}`}>{s.referentCourriel}</Anchor>}
        </>
      ),
    ],
    ['Dernier entretien', s.dernierEntretien && dateLongue(s.dernierEntretien)],
    ['Axe de travail', [s.axe, s.axeSecondaire].filter(Boolean).join(', puis ') || null],
    ['Métiers recherchés', s.metiers.join(', ') || null],
    ['Difficultés', s.freins.join(', ') || null],
  ]
  return dits.flatMap(([terme, valeur]) => (valeur ? [{ terme, valeur }] : []))
}

function ppaeEnReperes([dernier, ...avant]: Ppae[], aujourdhui: string): Repere[] {
  if (!dernier) return []
  const signature = (p: Ppae) => p.signeLe && `signé ${partielle(p.signeLe, aujourdhui)}`
  const precedents = avant.map(signature).filter(s => s && s !== signature(dernier))
  return [
    {
      terme: 'PPAE',
      valeur: [
        signature(dernier) ?? 'signature non dite',
        dernier.dernierEntretienLe && `dernier entretien ${partielle(dernier.dernierEntretienLe, aujourdhui)}`,
      ]
        .filter(Boolean)
        .join(', '),
      source: `fichier mensuel arrêté au ${dateCourte(dernier.le, aujourdhui)}`,
      suite: precedents.length > 0 && (
        <Text c="dimmed">
          avant{'\u00a0'}: {[...new Set(precedents)].join(', ')}
        </Text>
      ),
    },
  ]
}

/** A date known to the day, the month or the year. */
function partielle(date: string, aujourdhui: string): string {
  if (date.length === 10) return `le ${dateCourte(date, aujourdhui)}`
  return `en ${date.length === 7 ? moisAnnee(date) : date}`
}

function Actions({ actions, aujourdhui }: { actions: Action[]; aujourdhui: string }) {
  return (
    <Fiche titre="Actions de France Travail">
      <ol className={classes.periodes}>
        {actions.map((a, rang) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two actions may say the very same
          <li key={rang}>
            <Text component="p" m={0} fw={600}>
              {a.libelle}
            </Text>
            {a.detail && (
              <Text component="p" m={0}>
                {a.detail}
              </Text>
            )}
            <Etat ton={TONS[a.etat]}>{a.quand}</Etat>
            <Text component="p" m={0} c="dimmed">
              {[
                a.prescriteLe && `prescrite le ${dateCourte(a.prescriteLe, aujourdhui)}`,
                a.le && `fichier reçu le ${dateCourte(a.le, aujourdhui)}`,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </li>
        ))}
      </ol>
    </Fiche>
  )
}
