import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateCourte, pluriel } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { donnerRole, retirerRole } from '../agents-habilitations.ts'
import { ceQuiRetient, DemandeHabilitation, equipeUtile, fautesHabilitation } from '../habilitation.ts'
import { ROLES, type Role } from '../roles.ts'
import { ChampsRole, enSaisie } from './ChampsRole.tsx'
import type { Agent } from './lire-agent.ts'
import { Retenu } from './Retenu.tsx'

type Habilitation = Agent['habilitations'][number]

/** What an agent loses with a role; given back, it opens nothing of before. */
function perteDuRole(role: Role): string {
  const { portefeuille, voit } = ROLES[role]
  const fin =
    portefeuille === 'le-sien'
      ? ' S’il n’est plus référent nulle part, il n’est plus second référent de personne.'
      : voit === 'champ'
        ? ' Il quitte les groupes de suivi, sauf s’il est encore co-intervenant ailleurs.'
        : ''
  return `L’agent perd ce rôle dès maintenant.${fin} L’histoire le garde.`
}

/** The running roles of an agent: give one, change one (closed and opened again, so that history keeps both), take one back. */
export function RolesAgent({ agent, tous }: { agent: Agent; tous: readonly Agent[] }) {
  const cache = useQueryClient()
  const [saisie, setSaisie] = useState<{ remplace: Habilitation | null } | null>(null)
  const retirer = async (habilitationId: string) => {
    await call<typeof retirerRole>('POST /agents/:agentId/habilitations/:habilitationId/cloture', {
      agentId: agent.id,
      habilitationId,
    })
    await cache.invalidateQueries()
    notifier('Rôle retiré')
  }
  const retenu = (h: Habilitation) => {
    const phrases = ceQuiRetient(tous, agent, h)
    return phrases.length > 0 && <Retenu phrases={phrases} tous={tous} agent={agent} perdu={h} />
  }
  return (
    <Fiche
      titre="Rôles"
      actions={
        !agent.aCompleter && (
          <Button variant="default" onClick={() => setSaisie({ remplace: null })}>
            Donner un rôle
          </Button>
        )
      }
    >
      <Liste
        titre="Rôles en cours"
        lignes={agent.habilitations}
        cle={h => h.id}
        colonnes={[
          { cle: 'role', titre: 'Rôle', cellule: h => ROLES[h.role].libelle },
          { cle: 'structure', titre: 'Structure', cellule: h => h.structure ?? '' },
          { cle: 'equipe', titre: 'Équipe', cellule: dansQuelleEquipe },
          {
            cle: 'secteur',
            titre: 'Secteur',
            cellule: h =>
              ROLES[h.role].secteur ? (h.secteur ? pluriel(h.secteur.length, 'commune') : 'Tout le territoire') : '',
          },
          { cle: 'plafond', titre: 'Plafond', nombre: true, cellule: h => h.plafond ?? '' },
          { cle: 'depuis', titre: 'Depuis', cellule: h => dateCourte(h.debut) },
          {
            cle: 'actes',
            titre: 'Changer',
            cellule: h => (
              <Group gap="xs">
                <Button
                  variant="default"
                  aria-label={`Changer le rôle ${ROLES[h.role].libelle}`}
                  onClick={() => setSaisie({ remplace: h })}
                >
                  Changer
                </Button>
                <BoutonConfirmer
                  obstacle={retenu(h)}
                  titre={`Retirer le rôle « ${ROLES[h.role].libelle} » ?`}
                  perte={perteDuRole(h.role)}
                  action="Retirer le rôle"
                  onConfirmer={() => retirer(h.id)}
                >
                  Retirer
                </BoutonConfirmer>
              </Group>
            ),
          },
        ]}
        vide={<Vide titre="Aucun rôle">Sans rôle, cet agent ne peut pas se connecter.</Vide>}
      />
      <Fenetre
        opened={saisie !== null}
        onClose={() => setSaisie(null)}
        title={saisie?.remplace ? `Changer le rôle « ${ROLES[saisie.remplace.role].libelle} »` : 'Donner un rôle'}
      >
        {saisie && <SaisieRole agent={agent} remplace={saisie.remplace} fermer={() => setSaisie(null)} />}
      </Fenetre>
    </Fiche>
  )
}

function dansQuelleEquipe({ role, equipe }: Habilitation): string {
  if (equipe !== null || !equipeUtile(role)) return equipe ?? ''
  return ROLES[role].portefeuille === 'equipe' ? 'Toute la structure' : 'Aucune'
}

/** Changed, a role is closed and another opened: the one that took the place of this one, where one is seen to. */
const presentDe = (roles: readonly Habilitation[], ouvert: Habilitation): Habilitation =>
  roles.find(h => h.id === ouvert.id) ??
  roles.find(h => h.role === ouvert.role && h.structureId === ouvert.structureId) ??
  ouvert

type Props = { agent: Agent; remplace: Habilitation | null; fermer: () => void }

function SaisieRole({ agent, remplace: ouvert, fermer }: Props) {
  const cache = useQueryClient()
  const remplace = ouvert && presentDe(agent.habilitations, ouvert)
  const form = useFormulaire(DemandeHabilitation, enSaisie(remplace), fautesHabilitation)
  const avecVu = useVu(remplace?.id ?? null, form)
  return (
    <Formulaire
      form={form}
      bouton={remplace ? 'Changer le rôle' : 'Donner le rôle'}
      perte={remplace ? 'Ce rôle resterait comme il est.' : 'Ce rôle n’est pas encore donné : vos choix seront perdus.'}
      envoyer={async demande => {
        await avecVu(vu =>
          call<typeof donnerRole>('POST /agents/:agentId/habilitations', {
            ...{ agentId: agent.id, remplace: vu, ...demande },
          }),
        )
        await cache.invalidateQueries()
        fermer()
        notifier(remplace ? 'Rôle changé' : 'Rôle donné')
      }}
    >
      <ChampsRole champs={form} />
    </Formulaire>
  )
}
