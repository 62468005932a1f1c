import { useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { prenomLisible } from '../../personne/noms.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { portefeuille } from '../portefeuille.ts'

/**
 * Whose follow-up ended lately, handed over or not: their file can still be read, not written in. Shown first to who comes from the
 * notice that says it (`?suivis=finis`).
 */
export function Transmises({ personnes }: { personnes: Output<typeof portefeuille>['transmises'] }) {
  const { suivis } = useSearch({ strict: false }) as { suivis?: string }
  const ici = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (suivis !== 'finis') return
    ici.current?.scrollIntoView({ block: 'start' })
    ici.current?.focus({ preventScroll: true })
  }, [suivis])
  return (
    <div ref={ici} tabIndex={-1}>
      <Fiche titre="Suivis finis depuis peu">
        <ul>
          {personnes.map(p => (
            <li key={p.personneId}>
              <Lien vers={`/personnes/${p.personneId}`}>{`${prenomLisible(p.prenom)} ${p.nom}`}</Lien>, fini le{' '}
              {dateLongue(p.depuis)}
              {p.motif && ` (${p.motif})`}, lecture possible jusqu’au {dateLongue(p.jusquau)}
            </li>
          ))}
        </ul>
      </Fiche>
    </div>
  )
}
