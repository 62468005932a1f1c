import { Alert, Button, Select, Text } from '@mantine/core'
import { IconAlertTriangle, IconFileSpreadsheet } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../../socle/api.ts'
import { Charge } from '../../../socle/ui/Charge.tsx'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { ICONE } from '../../../socle/ui/icone.ts'
import { LienBouton } from '../../../socle/ui/Lien.tsx'
import { useFiltres } from '../../../socle/ui/liste/filtres.ts'
import { Page } from '../../../socle/ui/Page.tsx'
import type { Output } from '../../../socle/use-case.ts'
import { DEFINITIONS } from '../champs/champs.ts'
import type { GenreListe } from '../champs/liste.ts'
import type { colonnesImport } from '../colonnes-import.ts'
import { ChoixColonnes } from './ChoixColonnes.tsx'
import classes from './Colonnes.module.css'
import { Resultat } from './Resultat.tsx'

export type Colonnes = Output<typeof colonnesImport>

const ARIANE = [{ libelle: 'Imports', vers: '/imports' }]

/** From a file to what it would do: which column gives what, then the simulation, then the import. */
export function ColonnesPage() {
  const { importId = '' } = useParams({ strict: false })
  const { valeurs, changer } = useFiltres('import-lignes', ['vue', 'resultat'])
  const [choix, setChoix] = useState<{ genre?: GenreListe; feuille?: string }>({})
  const cache = useQueryClient()
  const requete = useQuery({
    queryKey: ['import-colonnes', importId, choix],
    queryFn: () => call<typeof colonnesImport>('GET /imports/:importId/colonnes', { importId, ...choix }),
    // What is being chosen on the screen is not to be put back as it was.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const vueResultat = valeurs.vue === 'resultat' || (requete.data && requete.data.statut !== 'a-verifier')
  const voir = async (vue: 'resultat' | null) => {
    if (vue === null) await cache.invalidateQueries({ queryKey: ['import-colonnes', importId] })
    changer({ vue, resultat: null })
  }
  if (vueResultat && requete.data?.genre) {
    return (
      <Resultat
        importId={importId}
        colonnes={requete.data}
        genre={requete.data.genre}
        changerColonnes={() => voir(null)}
        ariane={ARIANE}
      />
    )
  }
  const { genre = null, fichier } = requete.data ?? {}
  return (
    <Page
      titre="Correspondance des colonnes"
      phrase={
        fichier
          ? `${fichier}${genre ? ` : ${DEFINITIONS[genre].titre.toLowerCase()}. ${DEFINITIONS[genre].phrase}` : ''}`
          : 'Dites ce que contient chaque colonne : rien n’est écrit avant que vous l’ayez vu.'
      }
      ariane={ARIANE}
      actions={genre && <Modele genre={genre} />}
    >
      <Charge requete={requete} attente="liste" ailleurs={{ vers: '/imports', libelle: 'Voir les imports' }}>
        {donnees => (
          <>
            <div className={classes.reglages}>
              <Select
                label="Ce fichier est une"
                data={Object.entries(DEFINITIONS).map(([value, { titre }]) => ({ value, label: titre.toLowerCase() }))}
                value={donnees.genre}
                onChange={valeur => valeur && setChoix(c => ({ ...c, genre: valeur as GenreListe }))}
                placeholder="Choisissez"
                allowDeselect={false}
                w={280}
                maw="100%"
              />
              {donnees.feuilles.length > 1 && (
                <Select
                  label="Feuille du classeur"
                  data={donnees.feuilles}
                  value={donnees.feuille}
                  onChange={valeur => valeur && setChoix(c => ({ ...c, feuille: valeur }))}
                  allowDeselect={false}
                  w={240}
                  maw="100%"
                />
              )}
            </div>
            {donnees.genre && donnees.devine && (
              <Text component="p" m={0} c="dimmed">
                {`Sorte de liste devinée (confiance ${donnees.devine.confiance}\u00a0%) : ${donnees.devine.raison}. Changez-la si ce n’est pas elle.`}
              </Text>
            )}
            {donnees.accentsRepares && (
              <Alert
                color="yellow"
                icon={<IconAlertTriangle {...ICONE} />}
                title="Les accents de ce fichier étaient abîmés (« Ã© » pour « é »)"
                className={classes.bilan}
              >
                Son texte a été lu deux fois en UTF-8 avant d’arriver ici. Les valeurs ci-dessous sont réparées :
                vérifiez-les. Chaque ligne réparée le dira.
              </Alert>
            )}
            {donnees.sansTableau ? (
              <Alert
                color="yellow"
                icon={<IconAlertTriangle {...ICONE} />}
                title={donnees.sansTableau}
                className={classes.bilan}
              />
            ) : donnees.genre ? (
              <ChoixColonnes
                key={`${donnees.genre} ${donnees.feuille}`}
                importId={importId}
                genre={donnees.genre}
                donnees={donnees}
                simule={() => voir('resultat')}
              />
            ) : (
              <GenreInconnu
                raison={donnees.devine?.raison ?? null}
                choisir={genre => setChoix(c => ({ ...c, genre }))}
              />
            )}
          </>
        )}
      </Charge>
    </Page>
  )
}

function Modele({ genre }: { genre: GenreListe }) {
  return (
    <Button
      component="a"
      href={`/api/modeles/${genre}`}
      variant="default"
      leftSection={<IconFileSpreadsheet {...ICONE} />}
    >
      Modèle à remplir
    </Button>
  )
}

/** The titles of the columns don't tell what the list is: it is asked first. */
function GenreInconnu({ raison, choisir }: { raison: string | null; choisir: (genre: GenreListe) => void }) {
  return (
    <Fiche titre="Que contient cette liste ?">
      <Text component="p" mt={0} c="dimmed">
        Les titres de ses colonnes ne suffisent pas à le dire{raison && `\u00a0: ${raison}`}.
      </Text>
      <ul className={classes.genres}>
        {(Object.keys(DEFINITIONS) as GenreListe[]).map(genre => (
          <li key={genre}>
            <Button variant="default" onClick={() => choisir(genre)}>
              {DEFINITIONS[genre].titre}
            </Button>
            <Text c="dimmed" size="sm">
              {DEFINITIONS[genre].phrase}
            </Text>
          </li>
        ))}
      </ul>
      <LienBouton vers="/imports" variant="subtle" mt="md">
        Revenir aux imports
      </LienBouton>
    </Fiche>
  )
}
