import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import { Onglets } from '../../territoire/pages/Onglets.tsx'
import type { agents } from '../agents.ts'
import { NOMS_ROLES, ROLES } from '../roles.ts'

/** The professionals who have an account, those to complete first. */
export function AgentsPage() {
  const { valeurs } = useFiltres('agents', ['voir', 'role'])
  const requete = useQuery({ queryKey: ['agents'], queryFn: () => call<typeof agents>('GET /agents', {}) })
  const cherche = (valeurs.q ?? '').toLowerCase()
  const aCompleter = requete.data?.agents.filter(a => a.aCompleter && !a.desactiveLe).length ?? 0
  return (
    <Page
      titre="Agents"
      phrase="Qui peut se connecter, avec quel rôle, où."
      actions={<LienBouton vers="/parametres/agents/nouveau">Créer un agent</LienBouton>}
      entete={<Onglets ici="/parametres/agents" />}
    >
      <Filtres
        memoire="agents"
        filtres={[
          {
            genre: 'puces',
            cle: 'voir',
            libelle: 'Voir',
            choix: [
              { valeur: 'a-completer', libelle: 'À compléter', nombre: aCompleter },
              { valeur: 'desactives', libelle: 'Désactivés' },
            ],
          },
          {
            genre: 'puces',
            cle: 'role',
            libelle: 'Rôle',
            choix: NOMS_ROLES.map(valeur => ({ valeur, libelle: ROLES[valeur].libelle })),
          },
          { genre: 'texte', cle: 'q', libelle: 'Agent', aide: 'Nom ou adresse' },
        ]}
      />
      <Charge requete={requete} attente="liste">
        {donnees => (
          <Liste
            titre="Agents"
            lignes={donnees.agents.filter(
              a =>
                (valeurs.voir === 'desactives') === Boolean(a.desactiveLe) &&
                (valeurs.voir !== 'a-completer' || a.aCompleter) &&
                (!valeurs.role || a.habilitations.some(h => h.role === valeurs.role)) &&
                `${a.prenom} ${a.nom} ${a.courriel}`.toLowerCase().includes(cherche),
            )}
            cle={a => a.id}
            lien={a => `/parametres/agents/${a.id}`}
            colonnes={[
              { cle: 'nom', titre: 'Agent', cellule: a => `${a.prenom} ${a.nom}` },
              { cle: 'courriel', titre: 'Adresse électronique', cellule: a => a.courriel },
              {
                cle: 'roles',
                titre: 'Rôles',
                cellule: a => (
                  <>
                    {a.habilitations.map(h => (
                      <div key={h.id}>{[ROLES[h.role].libelle, h.structure].filter(Boolean).join(', ')}</div>
                    ))}
                  </>
                ),
              },
              { cle: 'suivis', titre: 'Suit', cellule: a => (a.suivis ? pluriel(a.suivis, 'personne') : '') },
              {
                cle: 'etat',
                titre: 'Compte',
                cellule: a =>
                  a.desactiveLe ? (
                    <Etat ton="info">Désactivé le {dateCourte(a.desactiveLe)}</Etat>
                  ) : a.aCompleter ? (
                    <Etat ton="soon">À compléter : pas encore de compte</Etat>
                  ) : (
                    <Etat ton="done">Ouvert</Etat>
                  ),
              },
            ]}
            vide={<Vide titre="Aucun agent">Personne ne correspond à ces filtres.</Vide>}
          />
        )}
      </Charge>
    </Page>
  )
}
