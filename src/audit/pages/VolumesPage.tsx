import { Button, Group } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateProche, nombre } from '../../socle/ui/dates.ts'
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
const ECARTS = {
  volume: 'Beaucoup de personnes',
  propre: 'Bien plus que d’habitude',
  plafond: 'Trop de dossiers en un jour',
  'hors-horaires': 'Hors des heures de travail',
  nir: 'Beaucoup de NIR',
}

/** What is told of a day, or a week, out of the ordinary. */
export const COLONNES_VOLUMES: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
  {
    cle: 'quand',
    titre: 'Quand',
    cellule: l => (
      <Lien vers="/audit" recherche={{ agent: l.agentId, du: l.du, au: l.au }}>
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
      <span className={classes.ecarts}>
        {l.ecarts.map(e => (
          <Etat key={e} ton="soon">
            {ECARTS[e]}
          </Etat>
        ))}
      </span>
    ),
  },
  {
    cle: 'personnes',
    titre: 'Personnes lues',
    nombre: true,
    cellule: l => (
      <>
        {nombre(l.personnes)}
        <span className={classes.discret}>
          médiane du rôle {nombre(l.mediane, 1)}, seuil {nombre(l.seuil)}
        </span>
      </>
    ),
  },
  {
    cle: 'habitude',
    titre: 'Dossiers ouverts',
    nombre: true,
    cellule: l =>
      l.dossiers === null ? (
        'Non comptés'
      ) : (
        <>
          {nombre(l.dossiers)}
          {l.habitude !== null && <span className={classes.discret}>d’habitude {nombre(l.habitude, 1)}</span>}
        </>
      ),
  },
  { cle: 'hors', titre: 'Hors heures', nombre: true, cellule: l => nombre(l.horsHoraires) },
  { cle: 'nir', titre: 'NIR lus', nombre: true, cellule: l => nombre(l.nir) },
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
          ? `Depuis le ${dateCourte(data.depuis)}, qui a lu au moins ${data.facteur} fois la médiane de son rôle (${data.minimum} personnes au moins), a ouvert bien plus de dossiers que d’habitude, ou a lu avant ${data.horaires.debut}\u00a0h, à partir de ${data.horaires.fin}\u00a0h ou le dimanche. Ce sont des questions à poser, pas des fautes.`
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
