import { Anchor, Stack, Text } from '@mantine/core'
import { quiTransmet } from '../habilitation.ts'
import type { Agent } from './lire-agent.ts'

type Props = {
  phrases: readonly string[]
  tous: readonly Agent[]
  agent: Agent
  /** The role; null for the account. */
  perdu: Agent['habilitations'][number] | null
}

/** What keeps an account or a role, and whom to write to: said instead of a button that would be refused. */
export function Retenu({ phrases, tous, agent, perdu }: Props) {
  const responsables = quiTransmet(tous, agent, perdu)
  return (
    <Stack gap="sm">
      {phrases.map(phrase => (
        <Text key={phrase}>{phrase}</Text>
      ))}
      {responsables.length > 0 && (
        <Text>
          {responsables.length > 1 ? 'Responsables d’équipe à joindre : ' : 'Responsable d’équipe à joindre : '}
          {responsables.map((r, rang) => (
            <span key={r.id}>
              {rang > 0 && ', '}
              <Anchor href={`mailto:${r.courriel}`}>{`${r.prenom} ${r.nom}`}</Anchor>
            </span>
          ))}
          .
        </Text>
      )}
    </Stack>
  )
}
