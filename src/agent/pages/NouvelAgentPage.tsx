import { PasswordInput, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { champ, Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { uuidv7 } from '../../socle/uuid.ts'
import type { creerAgent } from '../creer-agent.ts'
import { ROLES } from '../roles.ts'
import { empechementMotDePasse, MESSAGES_MOT_DE_PASSE } from '../session/mot-de-passe.ts'
import { ChampsRole, enHabilitation, LIBELLES_ROLE, ROLE_VIDE, VERIFIER_ROLE } from './ChampsRole.tsx'
import { type Agent, useAgent } from './lire-agent.ts'
import { MotDePasseMontre } from './MotDePasseMontre.tsx'

const LIBELLES = {
  courriel: 'Adresse électronique',
  prenom: 'Prénom',
  nom: 'Nom',
  telephone: 'Téléphone',
  motDePasse: 'Mot de passe',
  ...LIBELLES_ROLE,
}
type Cree = { id: string; qui: string; motDePasse: string | null }

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
        <Fiche titre={`${cree.qui} peut se connecter`}>
          {cree.motDePasse ? (
            <MotDePasseMontre qui={cree.qui} motDePasse={cree.motDePasse} />
          ) : (
            <p>Son mot de passe est celui que vous avez choisi, ou celui de son compte dans un autre territoire.</p>
          )}
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
  const [dit = ROLE_VIDE] = connus
  const form = useForm({
    initialValues: {
      id: uuidv7(),
      habilitationId: uuidv7(),
      courriel: connu?.courriel ?? '',
      prenom: connu?.prenom ?? '',
      nom: connu?.nom ?? '',
      telephone: connu?.telephone ?? '',
      motDePasse: '',
      ...{ role: dit.role, structureId: dit.structureId, equipeId: dit.equipeId, secteur: dit.secteur },
      plafond: dit.plafond ?? '',
    },
    validate: {
      courriel: v => (/.@.+\../.test(v) ? null : 'Écrivez une adresse complète, par exemple prenom.nom@exemple.fr.'),
      prenom: v => (v.trim() ? null : 'Écrivez le prénom.'),
      nom: v => (v.trim() ? null : 'Écrivez le nom.'),
      motDePasse: (v, tout) => {
        const refus = v ? empechementMotDePasse(v, tout) : null
        return refus && MESSAGES_MOT_DE_PASSE[refus]
      },
      ...VERIFIER_ROLE,
    },
  })
  return (
    <Formulaire
      form={form}
      libelles={LIBELLES}
      bouton="Créer l’agent"
      envoyer={async ({ id, habilitationId, courriel, prenom, nom, telephone, motDePasse, ...role }) => {
        const reponse = await call<typeof creerAgent>('POST /agents', {
          id,
          courriel,
          prenom,
          nom,
          telephone: telephone || null,
          habilitations: [enHabilitation(habilitationId, role)],
          motDePasse: motDePasse || undefined,
        })
        await cache.invalidateQueries()
        fini({ ...reponse, qui: `${prenom} ${nom}` })
      }}
    >
      <TextInput label={LIBELLES.courriel} type="email" required autoComplete="off" {...champ(form, 'courriel')} />
      <TextInput label={LIBELLES.prenom} required autoComplete="off" {...champ(form, 'prenom')} />
      <TextInput label={LIBELLES.nom} required autoComplete="off" {...champ(form, 'nom')} />
      <TextInput label={LIBELLES.telephone} type="tel" autoComplete="off" {...champ(form, 'telephone')} />
      <ChampsRole form={form} />
      {connus.length > 0 && (
        <Text size="sm" c="dimmed">
          Il n’aura que le rôle dit ici. Ceux d’un import (
          {connus.map(h => ROLES[h.role].libelle.toLowerCase()).join(', ')}) se ferment s’ils n’y sont pas repris, sauf
          celui de référent des personnes qu’il suit déjà.
        </Text>
      )}
      <PasswordInput
        label={LIBELLES.motDePasse}
        description="Laissez vide : un mot de passe provisoire sera fait, et montré une fois."
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Montrer le mot de passe' }}
        {...champ(form, 'motDePasse')}
      />
    </Formulaire>
  )
}
