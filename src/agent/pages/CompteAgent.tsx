import { Checkbox, Group, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { defauts } from '../../exploitation/defauts.ts'
import { call } from '../../socle/api.ts'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { useSaisieLibre } from '../../socle/ui/saisie/saisie.ts'
import { useSession } from '../../socle/ui/session.ts'
import type { desactiverAgent } from '../agents-desactiver.ts'
import type { donnerLien, LienDonne } from '../compte/donner-lien.ts'
import type { retirerFacteursAgent } from '../double-facteur/retirer-facteurs-agent.ts'
import { ceQuiRetient } from '../habilitation.ts'
import { aRedonner } from './a-transmettre.ts'
import { LienMontre } from './LienMontre.tsx'
import type { Agent } from './lire-agent.ts'
import { Retenu } from './Retenu.tsx'

/** Where the account of an agent is: open, or waiting for them; another link, and its end. */
export function CompteAgent({ agent, tous }: { agent: Agent; tous: readonly Agent[] }) {
  const cache = useQueryClient()
  const { agent: moi } = useSession()
  const [donne, setDonne] = useState<LienDonne | null>(null)
  const form = useSaisieLibre({ retirer: false })
  const qui = `${agent.prenom} ${agent.nom}`
  const retenu = ceQuiRetient(tous, agent, null)
  const ouvert = agent.compte === 'ouvert'
  const { data: serveur } = useQuery({ queryKey: ['defauts'], queryFn: () => call<typeof defauts>('GET /defauts', {}) })
  const sansCourriel = serveur?.defauts.find(d => d.cle === 'courriel' && !d.finLe)
  const geste = ouvert ? 'Réinitialiser l’accès' : 'Faire un autre lien'
  return (
    <Fiche titre="Compte">
      {donne && <LienMontre qui={qui} courriel={agent.courriel} donne={donne} />}
      {(!donne || agent.envoi) && (
        <Text m={0} mt={donne ? 'sm' : 0} role="status">
          {direCompte(agent)}
        </Text>
      )}
      {agent.envoi?.etat === 'retente' && <Lien vers="/parametres/travaux">Voir ce qui est en panne</Lien>}
      <Group mt="md">
        {agent.id !== moi.id && (
          <BoutonConfirmer
            titre={ouvert ? `Réinitialiser l’accès de ${qui} ?` : `Faire un autre lien pour ${qui} ?`}
            perte={
              <>
                <p>
                  {ouvert
                    ? 'Ses sessions ouvertes ici se ferment, et son mot de passe n’ouvre plus ce territoire. Il revient par un lien qui sert une fois : lui seul choisit son mot de passe. Un avis le lui dira.'
                    : 'Le lien d’avant ne servira plus.'}
                </p>
                {sansCourriel && (
                  <p>
                    <strong>{`Le courriel est en panne depuis le ${dateEtHeure(sansCourriel.depuis)} : le lien ne partira qu’ensuite.`}</strong>
                  </p>
                )}
                {agent.connexionForte && (
                  <Checkbox
                    {...form.coche('retirer', 'Retirer aussi sa connexion forte')}
                    description="À cocher s’il l’a perdue, ou si quelqu’un d’autre a pu entrer dans son compte : sans cela, un téléphone, une clé d’accès ou un compte ProConnect ajouté par un autre l’ouvrira encore. S’il s’en sert aussi dans un autre territoire, rien ne sera fait, et vous lirez ici à qui le demander."
                  />
                )}
              </>
            }
            action={geste}
            onConfirmer={async () => {
              const saisie = { agentId: agent.id, retirerConnexionForte: agent.connexionForte && form.valeurs.retirer }
              setDonne(await call<typeof donnerLien>('POST /agents/:agentId/lien', saisie))
              await cache.invalidateQueries()
            }}
          >
            {geste}
          </BoutonConfirmer>
        )}
        {agent.connexionForte && (
          <BoutonConfirmer
            titre={`Retirer la connexion forte de ${qui} ?`}
            perte="Pour qui a perdu son téléphone et ses codes de secours : assurez-vous que c’est bien cette personne. Son mot de passe suffira, son compte ProConnect ne sera plus lié, ses sessions ouvertes se fermeront, et un avis le lui dira."
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

function direEnvoi({ etat, raison }: NonNullable<Agent['envoi']>): string {
  if (etat === 'attend') return 'Le lien n’est pas encore parti : il part dans la minute.'
  if (etat === 'retente')
    return `Le lien n’est pas encore parti. ${raison ?? ''} Il partira de lui-même dès que le courriel repart : n’en faites pas d’autre.`
  return `Le lien n’est jamais parti, et n’est plus essayé. ${raison ?? ''} Le courriel réparé, faites-en un autre. D’ici là, qui tient le serveur peut en faire un à remettre en main propre : filrouge agent lien.`
}

function direCompte({ compte, lienJusqua, envoi, reinitialise }: Agent): string {
  const jusqua = lienJusqua ? dateEtHeure(lienJusqua) : ''
  if (compte === 'invite' && envoi && envoi.etat !== 'parti') return direEnvoi(envoi)
  if (compte === 'ouvert') return 'Ouvert. L’agent a choisi son mot de passe.'
  if (reinitialise && compte === 'invite')
    return `Réinitialisé. Il ne peut pas se connecter ici avant d’avoir ouvert son lien, qui sert jusqu’au ${jusqua}.`
  if (reinitialise && compte === 'expire')
    return `Réinitialisé, et il n’est pas revenu : son lien ne sert plus depuis le ${jusqua}.`
  if (compte === 'invite')
    return `L’agent n’a pas encore ouvert son compte. ${envoi?.le ? `Son lien est parti ${dateEtHeure(envoi.le)} et sert` : 'Son lien sert'} jusqu’au ${jusqua}.`
  if (compte === 'expire') return `L’agent n’a pas ouvert son compte, et son lien ne sert plus depuis le ${jusqua}.`
  if (compte === 'decline') return 'L’agent a décliné l’invitation. Parlez-lui avant de lui faire un autre lien.'
  return 'L’agent ne peut pas se connecter : aucun lien ne l’attend.'
}
