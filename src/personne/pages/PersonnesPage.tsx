import { Alert, CloseButton, Text, TextInput } from '@mantine/core'
import { useDebouncedValue, useSessionStorage } from '@mantine/hooks'
import { IconInfoCircle, IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { MOTIFS_PERSONNES } from '../../socle/export/motifs.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { Exporter } from '../../socle/ui/exporter/Exporter.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { enChoix, pageDemandee, useFiltres, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { useBarreRecherche } from '../../socle/ui/raccourci.ts'
import { usePeut } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import { assezDit } from '../recherche/assez-dit.ts'
import { SITUATIONS } from '../recherche/situations.ts'
import { ADecider } from './ADecider.tsx'
import { ListePersonnes, usePersonnes } from './ListePersonnes.tsx'

/** Persons in scope, found by any key. What is typed is kept for this tab only, to come back to the list from a file. */
export function PersonnesPage() {
  const peut = usePeut()
  const champ = useRef<HTMLInputElement>(null)
  const [saisie, setSaisie] = useSessionStorage({ key: 'filrouge.personnes', defaultValue: '' })
  const [q] = useDebouncedValue(saisie.trim(), 200)
  const { valeurs, changer } = useFiltres('personnes', ['situation'])
  const situation = enChoix(SITUATIONS, valeurs.situation)
  const page = pageDemandee(valeurs)
  const requete = usePersonnes({ q, situation, page })
  usePageConnue(page, requete.isPlaceholderData ? undefined : requete.data?.pages, changer)
  useBarreRecherche(champ)

  const chercher = (texte: string) => {
    setSaisie(texte)
    // Another search starts from its first page.
    if (valeurs.page) changer({ page: null })
  }
  const trouvees = assezDit(q) ? requete.data : undefined
  return (
    <Page
      titre="Personnes"
      phrase="Cherchez par nom, date de naissance, téléphone, courriel, NIR, numéro de demande, matricule ou identifiant France Travail."
      actions={
        trouvees &&
        trouvees.total > 0 && (
          <Exporter
            droit="export.recherche"
            route="POST /personnes/recherche/export"
            entree={{ q, situation }}
            quoi={direCombien({ ...trouvees, page: 1, pages: 1 })}
            motifs={MOTIFS_PERSONNES}
            personnes
          />
        )
      }
      entete={
        <>
          {peut('conflit.lire') && <ADecider />}
          <TextInput
            ref={champ}
            type="search"
            size="md"
            label="Chercher une personne"
            placeholder="Nom et prénom, 12/04/1985, numéro…"
            leftSection={<IconSearch {...ICONE} />}
            rightSection={saisie && <CloseButton aria-label="Effacer la recherche" onClick={() => chercher('')} />}
            value={saisie}
            onChange={e => chercher(e.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            maw={560}
          />
          {assezDit(q) && (
            <Filtres
              memoire="personnes"
              filtres={[
                {
                  genre: 'puces',
                  cle: 'situation',
                  libelle: 'Situation',
                  choix: Object.entries(SITUATIONS).map(([valeur, libelle]) => ({ valeur, libelle })),
                },
              ]}
            />
          )}
        </>
      }
    >
      {assezDit(q) ? (
        <>
          <Text component="p" m={0} role="status">
            {trouvees && trouvees.total > 0 && direCombien(trouvees)}
          </Text>
          {trouvees?.approchant && (
            <Alert color="blue" icon={<IconInfoCircle {...ICONE} />}>
              Personne ne porte ce nom exactement. Voici les plus proches.
            </Alert>
          )}
          <Charge requete={requete}>{donnees => <ListePersonnes lignes={donnees.personnes} q={q} />}</Charge>
          {trouvees && trouvees.pages > 1 && (
            <Pages total={trouvees.pages} page={page} aller={p => changer({ page: p > 1 ? String(p) : null })} />
          )}
        </>
      ) : (
        <Vide
          titre="Qui cherchez-vous ?"
          icone={IconSearch}
          action={peut('entree.lire') && <Lien vers="/aujourdhui">Voir les entrées à traiter aujourd’hui</Lien>}
        >
          Deux lettres suffisent pour commencer. Les accents et les petites fautes ne gênent pas.
        </Vide>
      )}
    </Page>
  )
}

function direCombien({
  total,
  davantage,
  page,
  pages,
}: {
  total: number
  davantage: boolean
  page: number
  pages: number
}) {
  if (davantage) return `Plus de ${pluriel(total, 'personne')} : précisez le prénom ou la date de naissance.`
  const ou = pages > 1 ? `, page ${page} sur ${pages}` : ''
  return `${pluriel(total, 'personne trouvée', 'personnes trouvées')}${ou}`
}
