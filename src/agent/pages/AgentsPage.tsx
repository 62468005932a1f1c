import { IconSearchOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { direPortefeuille } from '../../offre/suivis.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { enListe, useFiltres } from '../../socle/ui/liste/filtres.ts'
import { ListeParPages } from '../../socle/ui/liste/ListeParPages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import { Onglets } from '../../territoire/pages/Onglets.tsx'
import type { agents } from '../agents.ts'
import { NOMS_ROLES, ROLES } from '../roles.ts'
import { estACompleter, estARelancer, estSansRole, ranger } from './a-traiter.ts'
import type { Agent } from './lire-agent.ts'

/** The professionals who have an account, those to complete first. */
export function AgentsPage() {
  const { valeurs } = useFiltres('agents', ['voir', 'role', 'equipe'])
  const requete = useQuery({ queryKey: ['agents'], queryFn: () => call<typeof agents>('GET /agents', {}) })
  const cherche = (valeurs.q ?? '').toLowerCase()
  const { aCompleter, sansRole, aRelancer } = ranger(requete.data?.agents ?? [])
  const equipes = lesEquipes(requete.data?.agents ?? [])
  const choisies = enListe(valeurs.equipe)
  const montres = (requete.data?.agents ?? []).filter(
    a =>
      (valeurs.voir === 'desactives') === Boolean(a.desactiveLe) &&
      (valeurs.voir !== 'a-completer' || estACompleter(a)) &&
      (valeurs.voir !== 'sans-role' || estSansRole(a)) &&
      (valeurs.voir !== 'a-relancer' || estARelancer(a)) &&
      (!valeurs.role || a.habilitations.some(h => h.role === valeurs.role)) &&
      (choisies.length === 0 || a.habilitations.some(h => h.equipeId && choisies.includes(h.equipeId))) &&
      `${a.prenom} ${a.nom} ${a.courriel}`.toLowerCase().includes(cherche),
  )
  return (
    <Page
      titre="Agents"
      phrase={[requete.data && `${pluriel(montres.length, 'agent')}.`, 'Qui peut se connecter, avec quel rôle, où.']
        .filter(Boolean)
        .join(' ')}
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
              { valeur: 'a-completer', libelle: 'À compléter', nombre: aCompleter.length },
              { valeur: 'sans-role', libelle: 'Sans rôle', nombre: sansRole.length },
              { valeur: 'a-relancer', libelle: 'À relancer', nombre: aRelancer.length },
              { valeur: 'desactives', libelle: 'Désactivés' },
            ],
          },
          {
            genre: 'puces',
            cle: 'role',
            libelle: 'Rôle',
            choix: NOMS_ROLES.map(valeur => ({ valeur, libelle: ROLES[valeur].libelle })),
          },
          ...(equipes.length > 0
            ? [{ genre: 'liste' as const, cle: 'equipe', libelle: 'Équipe', choix: equipes }]
            : []),
          { genre: 'texte', cle: 'q', libelle: 'Agent', aide: 'Nom ou adresse' },
        ]}
      />
      <Charge requete={requete} attente="liste">
        {() => (
          <ListeParPages
            titre="Agents"
            lignes={montres}
            memoire="agents"
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
                      <div key={h.id}>{[ROLES[h.role].libelle, h.structure, h.equipe].filter(Boolean).join(', ')}</div>
                    ))}
                  </>
                ),
              },
              { cle: 'suivis', titre: 'Personnes suivies', cellule: a => (a.suivis ? direPortefeuille(a) : '') },
              {
                cle: 'etat',
                titre: 'Compte',
                cellule: a => <EtatCompte agent={a} />,
              },
            ]}
            vide={
              <Vide titre="Aucun agent" icone={IconSearchOff}>
                Personne ne correspond à ces filtres.
              </Vide>
            }
          />
        )}
      </Charge>
    </Page>
  )
}

const COMPTES = {
  ouvert: { ton: 'done', dit: 'Ouvert' },
  invite: { ton: 'waiting', dit: 'Invité' },
  expire: { ton: 'soon', dit: 'Lien expiré' },
  decline: { ton: 'soon', dit: 'Invitation déclinée' },
  aucun: { ton: 'soon', dit: 'Pas de compte' },
} as const

/** Of who was sent a link: where its mail is. */
const LIENS = {
  parti: COMPTES.invite,
  attend: { ton: 'waiting', dit: 'Lien en partance' },
  retente: { ton: 'soon', dit: 'Lien pas encore parti' },
  echoue: { ton: 'late', dit: 'Lien jamais parti' },
} as const

function EtatCompte({ agent }: { agent: Agent }) {
  if (agent.desactiveLe) return <Etat ton="info">Désactivé le {dateCourte(agent.desactiveLe)}</Etat>
  if (agent.aCompleter) return <Etat ton="soon">À compléter</Etat>
  if (agent.habilitations.length === 0) return <Etat ton="soon">Sans rôle</Etat>
  const parti = !agent.envoi || agent.envoi.etat === 'parti'
  if (agent.reinitialise && agent.compte === 'invite' && parti) return <Etat ton="waiting">Réinitialisé</Etat>
  const { ton, dit } = agent.compte === 'invite' && agent.envoi ? LIENS[agent.envoi.etat] : COMPTES[agent.compte]
  return <Etat ton={ton}>{dit}</Etat>
}

/** The teams that agents are in, or lead, by name. */
function lesEquipes(agents: readonly Agent[]) {
  const noms = new Map(
    agents.flatMap(a =>
      a.habilitations.flatMap(h => (h.equipeId ? [[h.equipeId, `${h.equipe}, ${h.structure}`] as const] : [])),
    ),
  )
  return [...noms]
    .map(([valeur, libelle]) => ({ valeur, libelle }))
    .sort((a, b) => a.libelle.localeCompare(b.libelle, 'fr'))
}
