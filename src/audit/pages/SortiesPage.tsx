import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateEtHeure, heure, nombre } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { sorties } from '../sorties.ts'
import classes from './Audit.module.css'
import { OngletsAudit } from './OngletsAudit.tsx'
import { PeriodeAudit, usePeriode } from './PeriodeAudit.tsx'

type Sortie = Output<typeof sorties>['lignes'][number] & { rang: number }
type Cle = Output<typeof sorties>['cles'][number]

/** What is told of what left. */
export const COLONNES_SORTIES: [Colonne<Sortie>, ...Colonne<Sortie>[]] = [
  { cle: 'le', titre: 'Quand', cellule: s => `${dateCourte(s.le)}, ${heure(s.le)}` },
  {
    cle: 'agent',
    titre: 'Qui',
    cellule: s => (
      <>
        {s.agent}
        <span className={classes.discret}>{[s.role, s.structure].filter(Boolean).join(', ')}</span>
      </>
    ),
  },
  {
    cle: 'quoi',
    titre: 'Ce qui est sorti',
    cellule: s => (
      <>
        {s.quoi}
        {s.export && ` (n° ${s.export.marque})`}
        {s.detail && <span className={classes.discret}>{s.detail}</span>}
      </>
    ),
  },
  {
    cle: 'personnes',
    titre: 'Personnes',
    nombre: true,
    cellule: s =>
      s.export && s.personnes ? (
        <Lien vers="/audit" recherche={{ export: String(s.export.numero) }}>
          {nombre(s.personnes)}
        </Lien>
      ) : s.personnes === null ? (
        'Non comptées'
      ) : s.personnes === 0 ? (
        'Aucune'
      ) : (
        nombre(s.personnes)
      ),
  },
]

const CLES: [Colonne<Cle>, ...Colonne<Cle>[]] = [
  { cle: 'nom', titre: 'Logiciel', cellule: c => c.nom },
  {
    cle: 'appel',
    titre: 'Dernier appel',
    cellule: c => (c.dernierAppelLe ? dateEtHeure(c.dernierAppelLe) : 'Jamais'),
  },
  {
    cle: 'etat',
    titre: 'Clé',
    cellule: c =>
      c.revoqueLe ? <Etat ton="info">Révoquée le {dateCourte(c.revoqueLe)}</Etat> : <Etat ton="done">En service</Etat>,
  },
]

/** What left the product, by whom, with how many persons. */
export function SortiesPage() {
  const { du, au, changer } = usePeriode('audit-sorties')
  const requete = useQuery({
    queryKey: ['audit-sorties', du, au],
    queryFn: () => call<typeof sorties>('GET /audit/sorties', { du, au }),
  })
  return (
    <Page
      titre="Ce qui est sorti"
      phrase="Courriers ouverts, données remises, fichiers téléchargés, listes et tableaux exportés : qui, combien de lignes, avec quels filtres, pourquoi."
      entete={<OngletsAudit ici="/audit/sorties" />}
    >
      <div className={classes.filtres}>
        <PeriodeAudit du={du} au={au} changer={changer} />
      </div>
      <Charge requete={requete} attente="liste">
        {({ lignes, tronque, cles }) => (
          <>
            {tronque && <p>Seules les 500 dernières sorties sont montrées : choisissez une période plus courte.</p>}
            <Liste
              titre="Ce qui est sorti"
              lignes={lignes.map((ligne, rang) => ({ ...ligne, rang }))}
              cle={s => String(s.rang)}
              colonnes={COLONNES_SORTIES}
              vide={<Vide titre="Rien n’est sorti">Aucun document ni fichier n’est sorti sur cette période.</Vide>}
            />
            <Fiche titre="Clés des logiciels partenaires">
              <Liste
                titre="Clés des logiciels partenaires"
                lignes={cles}
                cle={c => c.nom}
                colonnes={CLES}
                vide={
                  <Vide titre="Aucune clé" niveau={3}>
                    Aucun logiciel partenaire n’a d’accès.
                  </Vide>
                }
              />
            </Fiche>
          </>
        )}
      </Charge>
    </Page>
  )
}
