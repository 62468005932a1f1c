import { Button, Text } from '@mantine/core'
import { IconArrowRight, IconSearchOff } from '@tabler/icons-react'
import { useState } from 'react'
import { RESULTATS } from '../../../import/genres.ts'
import type { ResultatLigne } from '../../../import/import.ts'
import { Etat } from '../../../socle/ui/Etat.tsx'
import { PETITE_ICONE } from '../../../socle/ui/icone.ts'
import { Lien } from '../../../socle/ui/Lien.tsx'
import { Liste } from '../../../socle/ui/liste/Liste.tsx'
import { Pages } from '../../../socle/ui/liste/Pages.tsx'
import { ResteCache } from '../../../socle/ui/Porte.tsx'
import { NBSP } from '../../../socle/ui/phrases.ts'
import { usePeut } from '../../../socle/ui/session.ts'
import type { Ton } from '../../../socle/ui/theme.ts'
import { Vide } from '../../../socle/ui/Vide.tsx'
import { DeciderLigne } from '../../doutes/pages/LignesADecider.tsx'
import { Candidats } from './Candidats.tsx'
import classes from './Colonnes.module.css'
import type { Colonnes } from './ColonnesPage.tsx'
import type { Lignes } from './Resultat.tsx'

export type Ligne = Lignes['lignes'][number]

const TONS: Record<ResultatLigne, Ton> = {
  creee: 'done',
  modifiee: 'done',
  inchangee: 'waiting',
  'a-decider': 'soon',
  refusee: 'late',
}
/** Fields that tell which line this is, the first that the line has. */
const REPERES = [
  ['prenom', 'nom'],
  ['prenom', 'nomNaissance'],
  ['nom'],
  ['courriel'],
  ['nir'],
  ['numeroDemandeRsa'],
  ['matricule'],
]

/** Lines as they stand in the file, with what each does and why. */
export function LignesImport(props: {
  importId: string
  donnees: Lignes
  colonnes: Colonnes
  page: number
  aller: (n: number) => void
}) {
  const { donnees, colonnes } = props
  const peut = usePeut()
  const ouvrable = peut('dossier.lire')
  const [ouverte, setOuverte] = useState<number | null>(null)
  const rangs = new Map(colonnes.colonnes.flatMap(c => (c.champ ? [[c.champ, donnees.entetes.indexOf(c.entete)]] : [])))
  const valeur = (ligne: Ligne, champ: string) => ligne.cellules[rangs.get(champ) ?? -1]?.trim() ?? ''
  const repere = (ligne: Ligne) =>
    REPERES.map(champs =>
      champs
        .map(c => valeur(ligne, c))
        .filter(Boolean)
        .join(' '),
    ).find(Boolean) ??
    ligne.cellules.find(c => c.trim()) ??
    'ligne sans valeur'
  const aussi = (ligne: Ligne, motif: { champ: string }) => ligne.cellules[donnees.entetes.indexOf(motif.champ)]?.trim()
  // In doubt for what it says, not for whom: it has no candidate, and whoever reads it tells whether it is right.
  const douteuse = (l: Ligne) =>
    l.resultat === 'a-decider' &&
    l.personneId === null &&
    l.candidats.length === 0 &&
    donnees.etat.statut === 'a-verifier'
  const decideIci = peut('doublon.decider') || donnees.etat.genre === 'structures'
  const decidable = (l: Ligne) => l.resultat === 'a-decider' && donnees.etat.statut === 'applique' && decideIci
  return (
    <>
      <Liste
        titre="Lignes du fichier"
        lignes={donnees.lignes}
        cle={l => String(l.ligne)}
        colonnes={[
          {
            cle: 'ligne',
            titre: 'Ligne',
            cellule: l => (
              <span className={classes.repere}>
                <span className={classes.numero}>{l.ligne}</span> <span>{repere(l)}</span>
              </span>
            ),
          },
          {
            cle: 'resultat',
            titre: 'Résultat',
            cellule: l => <Etat ton={TONS[l.resultat]}>{RESULTATS[l.resultat]}</Etat>,
          },
          {
            cle: 'motifs',
            titre: 'Pourquoi',
            cellule: l => (
              <>
                <LigneChangements changements={l.changements} />
                {l.raisonADire && l.personneId && <ResteCache personneId={l.personneId} nom={repere(l)} />}
                {l.motifs.length === 0 && l.changements.length === 0 && (
                  <Text component="span" c="dimmed">
                    {l.resultat === 'inchangee' ? 'Rien de nouveau dans cette ligne' : 'Tout est repris'}
                  </Text>
                )}
                {l.motifs.length > 0 && (
                  <ul className={classes.motifs}>
                    {l.motifs.map(m => (
                      <li key={`${m.champ} ${m.motif}`}>
                        <strong>{m.champ}</strong>
                        {aussi(l, m) && <span className={classes.lue}>{aussi(l, m)}</span>} {m.motif}
                      </li>
                    ))}
                  </ul>
                )}
                {decideIci && (l.candidats.length > 0 || l.decision || douteuse(l)) && (
                  <Candidats importId={props.importId} ligne={l} etat={donnees.etat} />
                )}
                {decidable(l) && (
                  <Button
                    variant="default"
                    size="compact-sm"
                    mt="xs"
                    onClick={() => setOuverte(l.ligne)}
                    aria-label={`Décider de la ligne ${l.ligne}`}
                  >
                    Décider
                  </Button>
                )}
                {ouvrable && l.personneId && l.resultat !== 'a-decider' && (
                  <Lien vers={`/personnes/${l.personneId}`}>Ouvrir le dossier</Lien>
                )}
              </>
            ),
          },
        ]}
        vide={
          <Vide titre="Aucune ligne" icone={IconSearchOff}>
            Aucune ligne du fichier ne correspond à ce filtre.
          </Vide>
        }
      />
      {ouverte !== null && donnees.etat.genre && (
        <DeciderLigne
          importId={props.importId}
          genre={donnees.etat.genre}
          ligne={ouverte}
          onFermer={() => setOuverte(null)}
        />
      )}
      {donnees.pages > 1 && <Pages total={donnees.pages} page={props.page} aller={props.aller} />}
    </>
  )
}

/** The fields that the line changes, before and after; their names alone for who may not read the file. */
function LigneChangements({ changements }: Pick<Ligne, 'changements'>) {
  if (changements.length === 0) return null
  return (
    <ul className={classes.motifs} aria-label="Champs modifiés">
      {changements.map((c, rang) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list read once, never reordered
        <li key={`${c.libelle} ${rang}`}>
          <strong>{c.libelle}</strong>
          {c.avant !== null && <span className={classes.lue}>{c.avant}</span>}
          {c.avant !== null && (
            <IconArrowRight
              {...PETITE_ICONE}
              aria-hidden={undefined}
              role="img"
              aria-label="devient"
              className={classes.devient}
            />
          )}
          {c.apres !== null && <span className={classes.lue}>{c.apres}</span>}
          {c.avant !== null && c.apres === null && `${NBSP}: valeur retirée`}
          {c.avant === null && c.apres === null && `${NBSP}: valeur changée`}
        </li>
      ))}
    </ul>
  )
}
