import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { dateCourte, jourDe, pluriel } from '../../../socle/ui/dates.ts'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../../socle/ui/Lien.tsx'
import { notifier, notifierErreur } from '../../../socle/ui/notifier.tsx'
import { NBSP } from '../../../socle/ui/phrases.ts'
import { usePeut } from '../../../socle/ui/session.ts'
import type { Output } from '../../../socle/use-case.ts'
import type { confierLignes } from '../confier-lignes.ts'
import type { doutesImport } from '../doutes-import.ts'
import classes from './Doutes.module.css'
import { LignesDeLImport } from './SectionLignes.tsx'

type Bilan = Output<typeof doutesImport>

/** What waits to be decided of an applied list: how many lines, who has them, what who looks can do of it; nothing when none waits. */
export function DoutesImport({ importId }: { importId: string }) {
  const cache = useQueryClient()
  const peut = usePeut()
  const { data } = useQuery({
    queryKey: ['import', importId, 'doutes'],
    queryFn: () => call<typeof doutesImport>('GET /imports/:importId/doutes', { importId }),
  })
  const confier = useMutation({
    mutationFn: () => call<typeof confierLignes>('POST /imports/:importId/doutes/remise', { importId }),
    onSuccess: async fait => {
      notifier(direConfiees(fait))
      await cache.invalidateQueries()
    },
    onError: notifierErreur,
  })
  if (!data || data.attente === 0) return null
  const lesMiennes = data.personnes && peut('doublon.decider')
  return (
    <Fiche
      titre={pluriel(data.attente, 'ligne à décider', 'lignes à décider')}
      actions={
        <>
          {data.confiable && (
            <Button loading={confier.isPending} onClick={() => confier.mutate()}>
              Confier aux chargés d’orientation
            </Button>
          )}
          {!data.personnes && data.aMoi > 0 && (
            <LienBouton vers={`/imports/${importId}/colonnes`} recherche={{ resultat: 'a-decider' }}>
              Décider
            </LienBouton>
          )}
        </>
      }
    >
      <p className={classes.phrase}>{direQui(data, lesMiennes)}</p>
      {data.jusquau && (
        <Text component="p" mt={0} mb="md" c="dimmed">
          Sans décision, {data.attente > 1 ? 'elles sont effacées' : 'elle est effacée'} avec le fichier après le{' '}
          {dateCourte(data.jusquau)}.
        </Text>
      )}
      {lesMiennes && <LignesDeLImport importId={importId} />}
    </Fiche>
  )
}

/** Of one line, or of several: who was asked, what who looks can do. */
function direQui(
  { attente, confiees, confieNom, confieLe, aMoi, personnes, confiable }: Bilan,
  lisNoms: boolean,
): string {
  const dit = (une: string, des: string, combien = attente) => (combien > 1 ? des : une)
  if (!personnes)
    return `${dit('Cette structure ressemble', 'Ces structures ressemblent')} à une autre${NBSP}: dites si c’est elle.`
  const toutes = confiees === attente ? dit('Confiée', 'Confiées') : pluriel(confiees, 'confiée')
  const chez =
    confiees > 0 && confieLe
      ? `${toutes} aux chargés d’orientation le ${dateCourte(jourDe(confieLe))} par ${confieNom}. `
      : ''
  if (!lisNoms && confiable)
    return `${chez}Décider de qui ${dit('parle cette ligne', 'parlent ces lignes')} demande de lire le nom des personnes${NBSP}: ${dit('confiez-la', 'confiez-les')} à qui le peut.`
  if (lisNoms && aMoi < attente) {
    const autres = attente - aMoi
    const hors = dit(
      'l’autre ressemble à un dossier hors de vos communes',
      'les autres ressemblent à des dossiers hors de vos communes',
      autres,
    )
    const remettre = confiable ? dit(', confiez-la', ', confiez-les', autres) : ''
    return aMoi > 0
      ? `${chez}Vous pouvez en décider ${aMoi}${NBSP}: ${hors}${remettre}.`
      : `${chez}${dit('Elle ressemble', 'Elles ressemblent')} à des dossiers hors de vos communes${remettre}.`
  }
  return chez.trim() || `Dites de qui ${dit('elle parle', 'elles parlent')}${NBSP}: la reprise est faite aussitôt.`
}

function direConfiees({ confiees, agents, sansPersonne }: Output<typeof confierLignes>): string {
  const fait = `${pluriel(confiees, 'ligne confiée', 'lignes confiées')} à ${pluriel(agents, 'chargé d’orientation', 'chargés d’orientation')}.`
  return sansPersonne
    ? `${fait} ${pluriel(sansPersonne, 'ligne n’est', 'lignes ne sont')} dans les communes d’aucun d’eux : à confier à qui les verra.`
    : fait
}
