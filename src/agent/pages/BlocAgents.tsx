import { Text } from '@mantine/core'
import type { PropsBloc } from '../../jour/pages/bloc.ts'
import { ListeDuJour } from '../../jour/pages/ListeDuJour.tsx'
import { direPortefeuille } from '../../offre/suivis.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import type { ranger } from './a-traiter.ts'
import type { Agent } from './lire-agent.ts'

/** Who has no account yet, then accounts that open nothing any more, then those that nobody opened in time. */
export function BlocAgents({ donnees: { aCompleter, sansRole, aRelancer } }: PropsBloc<ReturnType<typeof ranger>>) {
  return (
    <>
      {aCompleter.length > 0 && (
        <Agents
          titre="Agents à compléter"
          voir="a-completer"
          agents={aCompleter}
          geste="Compléter"
          note="Une liste les a nommés, et ils n’ont pas de compte : vérifiez leur nom et leur rôle, puis ouvrez-le."
        />
      )}
      {sansRole.length > 0 && (
        <Agents
          titre="Comptes sans rôle"
          voir="sans-role"
          agents={sansRole}
          geste="Fermer le compte ou donner un rôle"
        />
      )}
      {aRelancer.length > 0 && (
        <Agents
          titre="Comptes à relancer"
          voir="a-relancer"
          agents={aRelancer}
          geste="Faire un autre lien"
          note="Ils n’ont pas ouvert leur compte à temps, ont décliné, ou leur lien n’a pas pu partir : ils ne peuvent pas se connecter."
        />
      )}
    </>
  )
}

type Props = { titre: string; voir: string; agents: readonly Agent[]; geste: string; note?: string }

function Agents({ titre, voir, agents, geste, note }: Props) {
  return (
    <ListeDuJour
      titre={titre}
      total={agents.length}
      note={note && <Text c="dimmed">{note}</Text>}
      lignes={agents}
      cle={a => a.id}
      lien={a => `/parametres/agents/${a.id}`}
      tout={{ libelle: 'Voir les agents', vers: '/parametres/agents', recherche: { voir } }}
      colonnes={[
        { cle: 'nom', titre: 'Agent', cellule: a => `${a.prenom} ${a.nom}` },
        { cle: 'courriel', titre: 'Courriel', cellule: a => a.courriel },
        { cle: 'suivis', titre: 'Personnes suivies', cellule: direPortefeuille },
        {
          cle: 'geste',
          titre: 'Geste',
          cellule: a => (
            <LienBouton variant="default" size="compact-md" vers={`/parametres/agents/${a.id}`}>
              {geste}
            </LienBouton>
          ),
        },
      ]}
    />
  )
}
