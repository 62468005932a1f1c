import { DOMINANTES_COURTES } from '../../offre/dominante.ts'
import { communeLisible, prenomLisible } from '../../personne/noms.ts'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import type { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { dateCourte, dateProche, ecart, heure, jourDe } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { direEcheance } from '../../socle/ui/fil/echeance.ts'
import type { Colonne } from '../../socle/ui/liste/Liste.tsx'
import type { Ton } from '../../socle/ui/theme.ts'
import type { Output } from '../../socle/use-case.ts'
import { URGENCES, type Urgence } from '../accompagnement.ts'
import type { portefeuille } from '../portefeuille.ts'
import classes from './Portefeuille.module.css'

type Suivi = Output<typeof portefeuille>['lignes'][number]

const TONS: Record<Urgence, Ton> = {
  'premier-contact': 'late',
  'bilan-depasse': 'late',
  'sans-contact': 'soon',
  'a-conclure': 'soon',
  'bilan-proche': 'soon',
  suivi: 'done',
  veille: 'waiting',
}
/** Under what is asked: how long is left, or was; else when the bilan comes. */
function quand({ veilleDepuis, pour, remisAu, urgence, bilanLe }: Suivi, aujourdhui: string): string | null {
  if (veilleDepuis) return `depuis le ${dateCourte(veilleDepuis, aujourdhui)}`
  if (remisAu && urgence === 'suivi') return `remis jusqu’au ${dateCourte(remisAu, aujourdhui)}`
  if (pour && urgence !== 'bilan-depasse' && urgence !== 'bilan-proche') return direEcheance({ pour, aujourdhui }).texte
  return bilanLe && `bilan le ${dateCourte(bilanLe, aujourdhui)}, ${ecart(bilanLe, aujourdhui)}`
}

/** What is told of each person; the référent only for a team. `aujourdhui`: YYYY-MM-DD. */
export function colonnes(
  aujourdhui: string,
  equipe: boolean,
  aSavoir: ReturnType<typeof usePrecautionsDe>,
): [Colonne<Suivi>, ...Colonne<Suivi>[]] {
  return [
    {
      cle: 'nom',
      titre: 'Personne',
      cellule: l => (
        <>
          {prenomLisible(l.prenom)} {l.nom}
          <PucesBreves {...aSavoir(l.personneId)} />
          <span className={classes.precision}>{l.commune ? communeLisible(l.commune) : 'commune non renseignée'}</span>
        </>
      ),
    },
    {
      cle: 'urgence',
      titre: 'À faire',
      largeur: '17rem',
      cellule: l => (
        <>
          <Etat ton={TONS[l.urgence]} nu>
            {URGENCES[l.urgence]}
          </Etat>
          <span className={classes.precision}>{quand(l, aujourdhui)}</span>
        </>
      ),
    },
    {
      cle: 'prochain',
      titre: 'Prochain rendez-vous',
      cellule: l =>
        l.prochainRendezVous ? `${dateProche(l.prochainRendezVous)}, ${heure(l.prochainRendezVous)}` : 'aucun',
    },
    {
      cle: 'dernier',
      titre: 'Dernier contact',
      cellule: l => (l.dernierContact ? ecart(jourDe(l.dernierContact), aujourdhui) : 'jamais'),
    },
    {
      cle: 'dominante',
      titre: 'Dominante',
      cellule: l => `${DOMINANTES_COURTES[l.dominante]}${l.second ? ' (en binôme)' : ''}`,
    },
    ...(equipe ? [{ cle: 'referent', titre: 'Référent', cellule: (l: Suivi) => l.referent }] : []),
  ]
}
