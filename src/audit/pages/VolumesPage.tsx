import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateProche, nombre } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
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
  'hors-horaires': 'Hors des heures de travail',
  nir: 'Beaucoup de NIR',
}

const COLONNES: [Colonne<Ligne>, ...Colonne<Ligne>[]] = [
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
  { cle: 'personnes', titre: 'Personnes lues', nombre: true, cellule: l => nombre(l.personnes) },
  {
    cle: 'mediane',
    titre: 'Médiane du rôle',
    nombre: true,
    cellule: l => `${nombre(l.mediane, 1)}, seuil ${nombre(l.seuil)}`,
  },
  { cle: 'hors', titre: 'Hors heures', nombre: true, cellule: l => nombre(l.horsHoraires) },
  { cle: 'nir', titre: 'NIR lus', nombre: true, cellule: l => nombre(l.nir) },
]

/** Who read much more than usual, at night, on Sunday, or many NIR: questions to ask, never faults. */
export function VolumesPage() {
  const { valeurs } = useFiltres('audit-volumes', ['unite'])
  const unite = valeurs.unite === 'semaine' ? 'semaine' : 'jour'
  const requete = useQuery({
    queryKey: ['audit-volumes', unite],
    queryFn: () => call<typeof volumes>('GET /audit/volumes', { unite }),
  })
  const { data } = requete
  return (
    <Page
      titre="Hors de l’ordinaire"
      phrase={
        data
          ? `Depuis le ${dateCourte(data.depuis)}. Signalé à partir de ${data.facteur} fois la médiane du rôle et d’au moins ${data.minimum} personnes ; hors des heures de travail : avant ${data.horaires.debut} h, à partir de ${data.horaires.fin} h, le dimanche. Une ligne est une question à poser, pas une faute.`
          : 'Une ligne est une question à poser, pas une faute.'
      }
      entete={<OngletsAudit ici="/audit/volumes" />}
    >
      <Filtres
        memoire="audit-volumes"
        filtres={[
          {
            genre: 'puces',
            cle: 'unite',
            libelle: 'Compter par',
            choix: [
              { valeur: 'jour', libelle: 'Jour' },
              { valeur: 'semaine', libelle: 'Semaine' },
            ],
          },
        ]}
      />
      <Charge requete={requete} attente="liste">
        {donnees => (
          <Liste
            titre="Lectures hors de l’ordinaire"
            lignes={donnees.lignes}
            cle={l => `${l.agentId} ${l.role} ${l.du}`}
            colonnes={COLONNES}
            vide={
              <Vide titre="Rien qui sorte de l’ordinaire">
                Personne n’a lu plus que d’habitude ces 30 derniers jours.
              </Vide>
            }
          />
        )}
      </Charge>
    </Page>
  )
}
