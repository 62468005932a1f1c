import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { prenomLisible } from '../../personne/noms.ts'
import { CHERCHER } from '../../personne/pages/chercher.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, pluriel } from '../../socle/ui/dates.ts'
import { Page } from '../../socle/ui/Page.tsx'
import type { diagnosticDe } from '../diagnostic-de.ts'
import { SaisieDuDiagnostic } from './SaisieDuDiagnostic.tsx'

/** The short diagnosis of a person: three minutes, one group of questions at a time, the proposal beside. */
export function DiagnosticPage() {
  const { personneId = '' } = useParams({ strict: false })
  const requete = useQuery({
    queryKey: ['diagnostic', personneId],
    queryFn: () => call<typeof diagnosticDe>('GET /personnes/:personneId/diagnostics', { personneId }),
    // What is being typed starts from this answer: another version coming behind one's back would only confuse.
    refetchOnWindowFocus: false,
  })
  const donnees = requete.data
  const derniere = donnees?.versions[0]
  return (
    <Page
      titre={donnees ? `Diagnostic de ${prenomLisible(donnees.personne.prenom)} ${donnees.personne.nom}` : 'Diagnostic'}
      onglet="Diagnostic"
      ariane={[{ libelle: 'Dossier', vers: `/personnes/${personneId}` }]}
      phrase={
        derniere
          ? `Version ${derniere.version}, du ${dateCourte(derniere.etabliLe)}, par ${derniere.etabliPar}. Enregistrer en fait une nouvelle, datée ; ${pluriel(derniere.version, 'version reste', 'versions restent')} dans l’histoire.`
          : donnees && 'Premier diagnostic. Ce que la CAF ou la MSA sait déjà est repris ; tout se corrige.'
      }
    >
      <Charge requete={requete} attente="page" ailleurs={CHERCHER}>
        {d => <SaisieDuDiagnostic key={personneId} donnees={d} />}
      </Charge>
    </Page>
  )
}
