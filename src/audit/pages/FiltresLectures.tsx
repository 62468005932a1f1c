import { Button, Select } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { NOMS_PARTIES, PARTIES } from '../audit.ts'
import type { lecteurs } from '../lecteurs.ts'
import classes from './Audit.module.css'
import { PeriodeAudit } from './PeriodeAudit.tsx'

type Props = {
  /** Only by agent and period: what was read isn't a part of a file. */
  sansParties?: boolean
  valeurs: Record<string, string | undefined>
  changer: (changements: Record<string, string | null>) => void
}

/** By agent, by what was read, by period; folded while nothing is chosen, so that the first line comes first. */
export function FiltresLectures({ sansParties, valeurs, changer }: Props) {
  const [deplies, setDeplies] = useState(false)
  const { data } = useQuery({
    queryKey: ['audit-lecteurs'],
    queryFn: () => call<typeof lecteurs>('GET /audit/lecteurs', {}),
  })
  const choisi = Boolean(valeurs.agent || valeurs.quoi || valeurs.du || valeurs.au)
  const agents = data?.agents.map(a => ({ value: a.id, label: a.nom })) ?? []
  return (
    <search aria-label="Filtres">
      {!choisi && (
        <Button
          variant="default"
          leftSection={<IconFilter {...ICONE} />}
          aria-expanded={deplies}
          onClick={() => setDeplies(!deplies)}
        >
          Filtrer
        </Button>
      )}
      <div className={classes.filtres} hidden={!deplies && !choisi}>
        <Select
          label="Agent"
          placeholder="Tous"
          data={agents}
          value={valeurs.agent ?? null}
          onChange={agent => changer({ agent })}
          nothingFoundMessage="Aucun agent de ce nom"
          clearButtonProps={{ 'aria-label': 'Effacer l’agent' }}
          searchable
          clearable
        />
        {!sansParties && (
          <Select
            label="Ce qui a été lu"
            placeholder="Tout"
            data={NOMS_PARTIES.map(value => ({ value, label: PARTIES[value] }))}
            value={valeurs.quoi ?? null}
            onChange={quoi => changer({ quoi })}
            clearButtonProps={{ 'aria-label': 'Effacer ce qui a été lu' }}
            clearable
          />
        )}
        <PeriodeAudit du={valeurs.du ?? null} au={valeurs.au ?? null} changer={changer} />
      </div>
    </search>
  )
}
