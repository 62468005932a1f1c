import { Alert, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { direPortefeuilleEntier } from '../../offre/suivis.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import { HistoriqueDe } from '../../territoire/pages/HistoriqueDe.tsx'
import { IdentiteAgent } from '../agent.ts'
import type { agents } from '../agents.ts'
import type { modifierAgent } from '../agents-modifier.ts'
import { aRedonner } from './a-transmettre.ts'
import { CompteAgent } from './CompteAgent.tsx'
import { type Agent, useAgent } from './lire-agent.ts'
import { RolesAgent } from './RolesAgent.tsx'

/** One agent: who, which roles, password, end of the account. */
export function AgentPage() {
  const { agentId = '' } = useParams({ strict: false }) as { agentId?: string }
  const requete = useAgent(agentId)
  const agent = requete.data
  // What keeps a role depends on who else administers; whom to write to is one of them.
  const liste = useQuery({ queryKey: ['agents'], queryFn: () => call<typeof agents>('GET /agents', {}) })
  return (
    <Page
      titre={agent ? `${agent.prenom} ${agent.nom}` : 'Agent'}
      onglet="Agent"
      ariane={[{ libelle: 'Agents', vers: '/parametres/agents' }]}
      phrase={agent && [agent.courriel, agent.suivis ? direPortefeuilleEntier(agent) : null].filter(Boolean).join(', ')}
    >
      <Charge requete={requete} attente="fiche" ailleurs={{ vers: '/parametres/agents', libelle: 'Chercher un agent' }}>
        {lu => (
          <>
            <Charge requete={liste} attente="fiche">
              {({ agents: tous }) => <Corps agent={lu} tous={tous} />}
            </Charge>
            <Fiche titre="Historique">
              <HistoriqueDe objet="agent" id={lu.id} de={`${lu.prenom} ${lu.nom}`} avec="agents" />
            </Fiche>
          </>
        )}
      </Charge>
    </Page>
  )
}

type Props = { agent: Agent; tous: readonly Agent[] }

function Corps({ agent, tous }: Props) {
  const reprendre = { vers: '/parametres/agents/nouveau', recherche: { agent: agent.id } }
  if (agent.desactiveLe) {
    return (
      <Alert color="blue" title={`Compte désactivé le ${dateLongue(agent.desactiveLe)}`}>
        {agent.rendezVous > 0 && <p>{aRedonner(agent.rendezVous)}</p>}
        <LienBouton {...reprendre}>Rouvrir le compte</LienBouton>
      </Alert>
    )
  }
  return (
    <>
      {agent.aCompleter && (
        <Alert color="yellow" title="À compléter">
          <p>Un import a créé cet agent. Il n’a pas encore de compte : donnez-lui son nom et son rôle.</p>
          <LienBouton {...reprendre} variant="default">
            Ouvrir son compte
          </LienBouton>
        </Alert>
      )}
      <RolesAgent agent={agent} tous={tous} />
      {!agent.aCompleter && <CompteAgent agent={agent} tous={tous} />}
      <Identite key={agent.id} agent={agent} />
    </>
  )
}

function Identite({ agent }: { agent: Agent }) {
  const cache = useQueryClient()
  const form = useFormulaire(IdentiteAgent, {
    prenom: agent.prenom,
    nom: agent.nom,
    telephone: agent.telephone ?? '',
  })
  const avecVu = useVu({ nom: agent.nom, prenom: agent.prenom, telephone: agent.telephone }, form)
  return (
    <Fiche titre="Identité">
      <Formulaire
        form={form}
        bouton="Enregistrer"
        perte="Les corrections de l’identité de cet agent seront perdues."
        envoyer={async identite => {
          await avecVu(vu => call<typeof modifierAgent>('PUT /agents/:agentId', { agentId: agent.id, ...identite, vu }))
          await cache.invalidateQueries()
          notifier('Agent enregistré')
        }}
      >
        <TextInput {...form.texte('prenom', 'Prénom')} autoComplete="off" />
        <TextInput {...form.texte('nom', 'Nom')} autoComplete="off" />
        <TextInput {...form.texte('telephone', 'Téléphone')} type="tel" autoComplete="off" />
      </Formulaire>
    </Fiche>
  )
}
