import { Button, Group } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateProche, nombre, pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { volumes } from '../volumes.ts'
import classes from './Audit.module.css'
import { OngletsAudit } from './OngletsAudit.tsx'

type Ligne = Output<typeof volumes>['lignes'][number]

const quand = ({ du, au }: Ligne) => (du === au ? dateProche(du) : `du ${dateCourte(du)} au ${dateCourte(au)}`)
const ceJour = (l: Ligne) => ({ agent: l.agentId, du: l.du, au: l.au })
const habitude = (n: number | null) => (n === null ? '' : `, d’habitude ${nombre(n, 1)}`)
const dossiers = (l: Ligne) =>
  `${pluriel(l.dossiers ?? 0, 'dossier ouvert', 'dossiers ouverts')}${habitude(l.habitude)}`

/** Each way to be out of the ordinary: its name, and the figures that show it. */
const ECARTS: Record<Ligne['ecarts'][number], { nom: string; dit: (l: Ligne) => string }> = {
  volume: {
    nom: 'Beaucoup de personnes',
    dit: l =>
      `${pluriel(l.personnes, 'personne lue', 'personnes lues')}, médiane du rôle ${nombre(l.mediane, 1)}, seuil ${nombre(l.seuil)}`,
  },
  propre: { nom: 'Bien plus que d’habitude', dit: dossiers },
  plafond: { nom: 'Trop de dossiers en un jour', dit: dossiers },
  noms: {
    nom: 'Beaucoup de noms dans des listes',
    dit: l => `${pluriel(l.noms ?? 0, 'personne montrée', 'personnes montrées')}${habitude(l.habitudeNoms)}`,
  },
  'hors-horaires': {
    nom: 'Hors des heures de travail',
    dit: l => pluriel(l.horsHoraires, 'personne lue', 'personnes lues'),
  },
  nir: { nom: 'Beaucoup de NIR', dit: l => pluriel(l.nir, 'NIR lu', 'NIR lus') },
}

/** What is told of a day, or a week, out of the ordinary. */
export const COLONNES_VOLUMES: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
  {
    cle: 'quand',
    titre: 'Quand',
    cellule: l => (
      <Lien vers={l.ecarts.every(e => e === 'noms') ? '/audit/listes' : '/audit'} recherche={ceJour(l)}>
        {quand(l)}
      </Lien>
    ),
  },
  {
    cle: 'agent',
    titre: 'Agent',
    cellule: l => (
      <>
        {l.agent}
        <span className={classes.discret}>{l.role}</span>
      </>
    ),
  },
  {
    cle: 'ecarts',
    titre: 'Ce qui sort de l’ordinaire',
    cellule: l => (
      <ul className={classes.ecarts}>
        {l.ecarts.map(e => (
          <li key={e}>
            <Etat ton="soon">{ECARTS[e].nom}</Etat> {ECARTS[e].dit(l)}
            {e === 'noms' && l.ecarts.length > 1 && (
              <>
                {' '}
                <Lien vers="/audit/listes" recherche={ceJour(l)}>
                  Voir les listes
                </Lien>
              </>
            )}
          </li>
        ))}
      </ul>
    ),
  },
]

/** Who read much more than usual, at night, on Sunday, or many NIR: questions to ask, never faults. */
export function VolumesPage() {
  const { valeurs, changer } = useFiltres('audit-volumes', ['unite'])
  const unite = valeurs.unite === 'semaine' ? 'semaine' : 'jour'
  const requete = useQuery({
    queryKey: ['audit-volumes', unite],
    queryFn: () => call<typeof volumes>('GET /audit/volumes', { unite }),
  })
  const { data } = requete
  return (
    <Page
      titre="Volumes hors de l’ordinaire"
      phrase={
        data
          ? `Depuis le ${dateCourte(data.depuis)}, qui a lu au moins ${data.facteur} fois la médiane de son rôle (${data.minimum} personnes au moins), a ouvert bien plus de dossiers ou vu bien plus de noms que d’habitude, ou a lu avant ${data.horaires.debut}\u00a0h, à partir de ${data.horaires.fin}\u00a0h ou le dimanche. Ce sont des questions à poser, pas des fautes.`
          : 'Ce sont des questions à poser, pas des fautes.'
      }
      entete={<OngletsAudit ici="/audit/volumes" />}
    >
      <Group gap="xs" role="group" aria-label="Compter par">
        {(['jour', 'semaine'] as const).map(choix => (
          <Button
            key={choix}
            variant={choix === unite ? 'light' : 'default'}
            aria-pressed={choix === unite}
            onClick={() => changer({ unite: choix })}
          >
            Par {choix}
          </Button>
        ))}
      </Group>
      <Charge requete={requete} attente="liste">
        {donnees => (
          <>
            {donnees.tronque && <p>Seules les 500 dernières lignes sont montrées.</p>}
            <Liste
              titre="Lectures hors de l’ordinaire"
              lignes={donnees.lignes}
              cle={l => `${l.agentId} ${l.role} ${l.du}`}
              colonnes={COLONNES_VOLUMES}
              vide={
                <Vide titre="Rien qui sorte de l’ordinaire" icone={IconCircleCheck}>
                  Personne n’a lu plus que d’habitude ces 30 derniers jours.
                </Vide>
              }
            />
          </>
        )}
      </Charge>
    </Page>
  )
}
