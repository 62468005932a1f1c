import { useSearch } from '@tanstack/react-router'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { CodeIndicateur } from '../pilotage.ts'

/** The way to the persons behind a figure, with the period and filters at hand. */
export function Qui(props: { indicateur: CodeIndicateur; plus?: Record<string, string>; children?: string }) {
  const recherche = useSearch({ strict: false }) as Record<string, string>
  return (
    <Lien vers={`/pilotage/${props.indicateur}/personnes`} recherche={{ ...recherche, ...props.plus }}>
      {props.children ?? 'Qui ?'}
    </Lien>
  )
}
