import { Alert, Button, Progress, Text } from '@mantine/core'
import { IconAlertTriangle, IconColumns3, IconUpload } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RESULTATS } from '../../../import/genres.ts'
import type { ResultatLigne } from '../../../import/import.ts'
import { call } from '../../../socle/api.ts'
import { MOTIFS_FICHIER } from '../../../socle/export/motifs.ts'
import { Charge } from '../../../socle/ui/Charge.tsx'
import { nombre, pluriel } from '../../../socle/ui/dates.ts'
import { Exporter } from '../../../socle/ui/exporter/Exporter.tsx'
import { ICONE } from '../../../socle/ui/icone.ts'
import { Filtres } from '../../../socle/ui/liste/Filtres.tsx'
import { pageDemandee, useFiltres, usePageConnue } from '../../../socle/ui/liste/filtres.ts'
import { notifierErreur } from '../../../socle/ui/notifier.tsx'
import { Page } from '../../../socle/ui/Page.tsx'
import { usePeut } from '../../../socle/ui/session.ts'
import type { Output } from '../../../socle/use-case.ts'
import { DoutesImport } from '../../doutes/pages/DoutesImport.tsx'
import type { GenreListe } from '../champs/liste.ts'
import { direResultat } from '../champs/phrases.ts'
import type { lignesImport } from '../lignes-import.ts'
import type { CommandeImport } from './ChoixColonnes.tsx'
import classes from './Colonnes.module.css'
import type { Colonnes } from './ColonnesPage.tsx'
import { LignesImport } from './LignesImport.tsx'

export type Lignes = Output<typeof lignesImport>

type Props = {
  importId: string
  colonnes: Colonnes
  genre: GenreListe
  changerColonnes: () => void
  ariane: { libelle: string; vers: string }[]
}

/** What the list would do, or did: one sentence, each line with its reasons, then the import itself. */
export function Resultat({ importId, colonnes, genre, changerColonnes, ariane }: Props) {
  const { valeurs, changer } = useFiltres('import-lignes', ['vue', 'resultat'])
  const peut = usePeut()
  const cache = useQueryClient()
  const page = pageDemandee(valeurs)
  const resultat = valeurs.resultat as ResultatLigne | undefined
  const requete = useQuery({
    queryKey: ['import-lignes', importId, resultat, page],
    queryFn: () => call<typeof lignesImport>('GET /imports/:importId/lignes', { importId, resultat, page }),
    placeholderData: keepPreviousData,
    refetchInterval: q => (enCours(q.state.data) ? 1000 : false),
  })
  usePageConnue(page, requete.isPlaceholderData ? undefined : requete.data?.pages, changer)
  const importer = useMutation({
    mutationFn: () => call<CommandeImport<'application'>>('POST /imports/:importId/application', { importId }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['import-lignes', importId] }),
    onError: notifierErreur,
  })
  const { data } = requete
  const vivant = enCours(data)
  const applique = data?.etat.statut === 'applique'
  const aEcrire = data ? data.comptes.creee + data.comptes.modifiee + data.decidees : 0
  const phrase = data && direResultat(genre, data.comptes, !applique)
  return (
    <Page
      titre={
        vivant
          ? data?.etat.simulation
            ? 'Simulation en cours'
            : 'Import en cours'
          : applique
            ? 'Liste importée'
            : 'Ce que ferait cette liste'
      }
      phrase={vivant ? colonnes.fichier : phrase}
      ariane={ariane}
      issue={!vivant}
      actions={
        data &&
        !vivant && (
          <>
            {!applique && (
              <Button variant="default" leftSection={<IconColumns3 {...ICONE} />} onClick={changerColonnes}>
                Changer les colonnes
              </Button>
            )}
            {data.etat.statut === 'a-verifier' && (
              <Button
                leftSection={<IconUpload {...ICONE} />}
                disabled={aEcrire + data.comptes['a-decider'] === 0}
                loading={importer.isPending}
                onClick={() => importer.mutate()}
              >
                {aEcrire === 0 && data.comptes['a-decider'] > 0
                  ? 'Importer, et décider ensuite'
                  : `Importer ${pluriel(aEcrire, 'ligne')}`}
              </Button>
            )}
          </>
        )
      }
    >
      <Charge requete={requete} attente="liste">
        {donnees =>
          vivant ? (
            <Avancement etat={donnees.etat} />
          ) : (
            <>
              {donnees.etat.refus && (
                <Alert
                  color="red"
                  icon={<IconAlertTriangle {...ICONE} />}
                  title="Le fichier est refusé, rien n’a changé"
                  className={classes.bilan}
                >
                  {donnees.etat.refus}
                </Alert>
              )}
              {donnees.comptes['a-decider'] > 0 &&
                !peut('doublon.decider') &&
                genre !== 'structures' &&
                (applique ? (
                  <DoutesImport importId={importId} />
                ) : (
                  <Alert
                    color="yellow"
                    icon={<IconAlertTriangle {...ICONE} />}
                    title={pluriel(
                      donnees.comptes['a-decider'],
                      'ligne attend que l’on dise de qui elle parle',
                      'lignes attendent que l’on dise de qui elles parlent',
                    )}
                    className={classes.bilan}
                  >
                    Il faut lire le nom des personnes pour en décider. Importez la liste : vous confierez ensuite ce qui
                    attend aux chargés d’orientation, qui le reprendront sans que le fichier soit renvoyé.
                  </Alert>
                ))}
              <div className={classes.tri}>
                <Filtres
                  memoire="import-lignes"
                  filtres={[
                    {
                      genre: 'puces',
                      cle: 'resultat',
                      libelle: 'Lignes',
                      choix: (Object.keys(RESULTATS) as ResultatLigne[]).flatMap(r =>
                        donnees.comptes[r] ? [{ valeur: r, libelle: RESULTATS[r], nombre: donnees.comptes[r] }] : [],
                      ),
                    },
                  ]}
                />
                {donnees.comptes.refusee + donnees.comptes['a-decider'] > 0 && (
                  <Exporter
                    droit="import.gerer"
                    libelle="Télécharger les lignes refusées"
                    route="POST /imports/:importId/refusees"
                    entree={{ importId }}
                    quoi={`${pluriel(donnees.comptes.refusee + donnees.comptes['a-decider'], 'ligne')} à corriger puis à renvoyer`}
                    motifs={MOTIFS_FICHIER}
                    personnes
                  />
                )}
              </div>
              <LignesImport
                importId={importId}
                donnees={donnees}
                colonnes={colonnes}
                page={page}
                aller={n => changer({ page: n === 1 ? null : String(n) })}
              />
            </>
          )
        }
      </Charge>
    </Page>
  )
}

const enCours = (lignes: Lignes | undefined) =>
  lignes?.etat.statut === 'en-attente' || lignes?.etat.statut === 'en-cours'

function Avancement({ etat }: { etat: Lignes['etat'] }) {
  const part = etat.total ? Math.round(((etat.fait ?? 0) / etat.total) * 100) : null
  return (
    <div role="status" className={classes.avancement}>
      <Text fw={600}>{etat.etape ?? 'Le fichier attend son tour'}</Text>
      <Progress value={part ?? 100} animated striped={part === null} aria-label="Avancement" mt="sm" />
      <Text c="dimmed" mt="xs">
        {etat.fait === null ? 'Cela commence dans un instant.' : `${nombre(etat.fait)} lignes lues.`} Vous pouvez
        quitter cette page : le travail continue.
      </Text>
    </div>
  )
}
