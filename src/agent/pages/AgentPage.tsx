import { Alert, Group, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { direPortefeuilleEntier } from '../../offre/suivis.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { HistoriqueDe } from '../../territoire/pages/HistoriqueDe.tsx'
import { IdentiteAgent } from '../agent.ts'
import type { agents } from '../agents.ts'
import type { desactiverAgent } from '../agents-desactiver.ts'
import type { modifierAgent } from '../agents-modifier.ts'
import type { reinitialiserMotDePasse } from '../agents-mot-de-passe.ts'
import type { retirerFacteursAgent } from '../double-facteur/retirer-facteurs-agent.ts'
import { ceQuiRetient } from '../habilitation.ts'
import { aRedonner } from './a-transmettre.ts'
import { type Agent, useAgent } from './lire-agent.ts'
import { MotDePasseMontre } from './MotDePasseMontre.tsx'
import { Retenu } from './Retenu.tsx'
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
      <Identite key={agent.id} agent={agent} />
      {!agent.aCompleter && <Compte agent={agent} tous={tous} />}
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
  return (
    <Fiche titre="Identité">
      <Formulaire
        form={form}
        bouton="Enregistrer"
        perte="Les corrections de l’identité de cet agent seront perdues."
        envoyer={async identite => {
          await call<typeof modifierAgent>('PUT /agents/:agentId', { agentId: agent.id, ...identite })
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

function Compte({ agent, tous }: Props) {
  const cache = useQueryClient()
  const [motDePasse, setMotDePasse] = useState<string | null>(null)
  const qui = `${agent.prenom} ${agent.nom}`
  const retenu = ceQuiRetient(tous, agent, null)
  return (
    <Fiche titre="Compte">
      {motDePasse && <MotDePasseMontre qui={qui} motDePasse={motDePasse} />}
      <Group>
        <BoutonConfirmer
          titre={`Donner un nouveau mot de passe à ${qui} ?`}
          perte="L’actuel ne marchera plus, et ses sessions ouvertes se fermeront."
          action="Donner un nouveau mot de passe"
          onConfirmer={async () => {
            const reponse = await call<typeof reinitialiserMotDePasse>('POST /agents/:agentId/mot-de-passe', {
              agentId: agent.id,
            })
            setMotDePasse(reponse.motDePasse)
            await cache.invalidateQueries()
          }}
        >
          Nouveau mot de passe
        </BoutonConfirmer>
        {agent.connexionForte && (
          <BoutonConfirmer
            titre={`Retirer la connexion forte de ${qui} ?`}
            perte="Pour qui a perdu son téléphone et ses codes de secours : assurez-vous que c’est bien cette personne. Son mot de passe suffira, ses sessions ouvertes se fermeront, et un avis le lui dira."
            action="Retirer la connexion forte"
            onConfirmer={async () => {
              await call<typeof retirerFacteursAgent>('POST /agents/:agentId/connexion-forte/retrait', {
                agentId: agent.id,
              })
              await cache.invalidateQueries()
              notifier('Connexion forte retirée')
            }}
          >
            Retirer la connexion forte
          </BoutonConfirmer>
        )}
        <BoutonConfirmer
          titre={`Désactiver le compte de ${qui} ?`}
          perte={[
            'Ses rôles se ferment aujourd’hui et sa session se coupe. Il n’est plus second référent ni co-intervenant de personne. Ce qui a été fait reste à son nom.',
            agent.rendezVous > 0 && aRedonner(agent.rendezVous),
          ]
            .filter(Boolean)
            .join(' ')}
          obstacle={retenu.length > 0 && <Retenu phrases={retenu} tous={tous} agent={agent} perdu={null} />}
          action="Désactiver le compte"
          onConfirmer={async () => {
            await call<typeof desactiverAgent>('POST /agents/:agentId/desactivation', { agentId: agent.id })
            await cache.invalidateQueries()
            notifier('Compte désactivé')
          }}
        >
          Désactiver le compte
        </BoutonConfirmer>
      </Group>
    </Fiche>
  )
}
