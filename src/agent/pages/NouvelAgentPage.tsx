import { Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { DemandeAgent, fautesAgent } from '../agent.ts'
import type { creerAgent } from '../creer-agent.ts'
import { ROLES } from '../roles.ts'
import { ChampsRole, enSaisie } from './ChampsRole.tsx'
import { LienMontre } from './LienMontre.tsx'
import { type Agent, useAgent } from './lire-agent.ts'

type Cree = Output<typeof creerAgent> & { qui: string; courriel: string }

/** Opens an account; `?agent=` fills what is known of an agent that an import created, or whose account was closed. */
export function NouvelAgentPage() {
  const [cree, setCree] = useState<Cree | null>(null)
  const { agent } = useSearch({ strict: false }) as { agent?: string }
  const requete = useAgent(agent)
  return (
    <Page
      titre={cree ? 'Agent créé' : 'Créer un agent'}
      issue={cree !== null}
      ariane={[{ libelle: 'Agents', vers: '/parametres/agents' }]}
    >
      {cree ? (
        <Fiche titre={`${cree.qui} peut ouvrir son compte`}>
          <LienMontre qui={cree.qui} courriel={cree.courriel} donne={cree} />
          <p>
            <LienBouton vers="/parametres/agents">Revenir aux agents</LienBouton>
          </p>
        </Fiche>
      ) : (
        <Fiche titre="L’agent et son rôle">
          {agent === undefined ? (
            <Saisie connu={null} fini={setCree} />
          ) : (
            <Charge requete={requete} attente="fiche">
              {connu => <Saisie connu={connu} fini={setCree} />}
            </Charge>
          )}
        </Fiche>
      )}
    </Page>
  )
}

function Saisie({ connu, fini }: { connu: Agent | null; fini: (cree: Cree) => void }) {
  const cache = useQueryClient()
  const connus = connu?.habilitations ?? []
  const form = useFormulaire(
    DemandeAgent,
    {
      id: uuidv7(),
      courriel: connu?.courriel ?? '',
      prenom: connu?.prenom ?? '',
      nom: connu?.nom ?? '',
      telephone: connu?.telephone ?? '',
      habilitations: [enSaisie(connus[0] ?? null)],
    },
    fautesAgent,
  )
  return (
    <Formulaire
      form={form}
      bouton="Créer l’agent"
      perte="L’agent n’est pas encore créé : ce que vous avez écrit de lui sera perdu."
      envoyer={async demande => {
        const reponse = await call<typeof creerAgent>('POST /agents', demande)
        await cache.invalidateQueries()
        fini({ ...reponse, qui: `${demande.prenom} ${demande.nom}`, courriel: demande.courriel })
      }}
    >
      <TextInput {...form.texte('courriel', 'Adresse électronique')} type="email" autoComplete="off" />
      <TextInput {...form.texte('prenom', 'Prénom')} autoComplete="off" />
      <TextInput {...form.texte('nom', 'Nom')} autoComplete="off" />
      <TextInput {...form.texte('telephone', 'Téléphone')} type="tel" autoComplete="off" />
      <ChampsRole champs={form.dans('habilitations.0')} />
      {connus.length > 0 && (
        <Text size="sm" c="dimmed">
          Il n’aura que le rôle dit ici. Ceux d’un import (
          {connus.map(h => ROLES[h.role].libelle.toLowerCase()).join(', ')}) se ferment s’ils n’y sont pas repris, sauf
          celui de référent des personnes qu’il suit déjà.
        </Text>
      )}
    </Formulaire>
  )
}
