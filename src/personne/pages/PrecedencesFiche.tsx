import { ActionIcon, Button, Checkbox, Group, Text, Textarea } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import type { Output } from '../../socle/use-case.ts'
import { HistoriqueDe } from '../../territoire/pages/HistoriqueDe.tsx'
import type { changerPrecedence } from '../donnees/changer-precedence.ts'
import { DemandePrecedence, fautesPrecedence } from '../donnees/demande-precedence.ts'
import { CHAMPS, type Champ, CLE_PRECEDENCE, FAMILLES, SOURCES, type SourceDonnee } from '../donnees/donnee.ts'
import type { precedences } from '../donnees/precedences.ts'
import classes from './Precedences.module.css'

type Groupe = { champs: Champ[]; ordre: SourceDonnee[]; famille: keyof typeof FAMILLES }

/** Data of one family that follow the same order are said together. */
function enGroupes(champs: Output<typeof precedences>['champs']): Groupe[] {
  const groupes = new Map<string, Groupe>()
  for (const { champ, ordre } of champs) {
    const { famille } = CHAMPS[champ]
    const cle = `${famille} ${ordre.join()}`
    const groupe = groupes.get(cle) ?? { champs: [], ordre, famille }
    groupe.champs.push(champ)
    groupes.set(cle, groupe)
  }
  return [...groupes.values()]
}

const libelles = (champs: readonly Champ[]) => champs.map(c => CHAMPS[c].libelle).join(', ')
const enOrdre = (ordre: readonly SourceDonnee[]) =>
  ordre.map(s => (s === 'agent' ? 'un agent' : SOURCES[s])).join(', puis ')

/** Which source is believed when two disagree, said as an ordered list, changed with arrows. */
export function PrecedencesFiche() {
  const { data } = useQuery({
    queryKey: ['precedences'],
    queryFn: () => call<typeof precedences>('GET /parametres/precedences', {}),
  })
  const [choisi, setChoisi] = useState<Groupe | null>(null)
  if (!data) return null
  return (
    <Fiche titre="Quelle source croire en premier ?">
      <Text component="p" m={0} c="dimmed">
        Quand deux sources ne disent pas la même chose, la première de la liste est montrée, et l’écart est signalé. Ce
        qu’un agent a noté passe toujours devant. À rang égal, le plus récent l’emporte.
      </Text>
      <ul className={classes.groupes}>
        {enGroupes(data.champs).map(groupe => (
          <li key={`${groupe.famille}${groupe.ordre.join()}`}>
            <div className={classes.groupe}>
              <strong>{FAMILLES[groupe.famille]}</strong>
              <Text span c="dimmed" size="sm">
                {libelles(groupe.champs)}
              </Text>
              <span>
                {enOrdre(groupe.ordre)}
                {groupe.ordre.length < 4 && ', puis la source la plus récente'}.
              </span>
            </div>
            <Button
              variant="default"
              onClick={() => setChoisi(groupe)}
              aria-label={`Changer l’ordre : ${FAMILLES[groupe.famille]}`}
            >
              Changer l’ordre
            </Button>
          </li>
        ))}
      </ul>
      {data.aVenir.length > 0 && (
        <ul aria-label="Ordres à venir">
          {data.aVenir.map(prevu => (
            <li key={`${prevu.effetLe}${prevu.champs.join()}`}>
              <Etat ton="waiting">À venir</Etat> {libelles(prevu.champs)}
              {'\u00a0'}: {enOrdre(prevu.ordre)}, à partir du {dateCourte(prevu.effetLe)}
            </li>
          ))}
        </ul>
      )}
      <HistoriqueDe objet="precedence" id={CLE_PRECEDENCE} de="l’ordre des sources" avec="precedences" replie />
      <Fenetre opened={choisi !== null} onClose={() => setChoisi(null)} title="Quelle source croire en premier ?">
        {choisi && <Changement groupe={choisi} aujourdhui={data.aujourdhui} fermer={() => setChoisi(null)} />}
      </Fenetre>
    </Fiche>
  )
}

const TOUTES = Object.keys(SOURCES) as SourceDonnee[]

function Changement({ groupe, aujourdhui, fermer }: { groupe: Groupe; aujourdhui: string; fermer: () => void }) {
  const cache = useQueryClient()
  const form = useFormulaire(
    DemandePrecedence,
    {
      champs: groupe.champs,
      ordre: [
        ...groupe.ordre.filter(s => s !== 'agent'),
        ...TOUTES.filter(s => s !== 'agent' && s !== 'inconnue' && !groupe.ordre.includes(s)),
      ],
      effetLe: aujourdhui,
      motif: '',
    },
    saisie => fautesPrecedence(saisie, aujourdhui),
  )
  const { ordre } = form.valeurs
  const bouger = (rang: number, pas: -1 | 1) => {
    const apres = [...ordre]
    apres.splice(rang + pas, 0, ...apres.splice(rang, 1))
    form.poser({ ordre: apres })
  }
  return (
    <Formulaire
      form={form}
      bouton="Enregistrer l’ordre"
      perte="L’ordre des sources resterait comme il est : vos changements seront perdus."
      envoyer={async demande => {
        await call<typeof changerPrecedence>('POST /parametres/precedences', demande)
        await cache.invalidateQueries({ queryKey: ['precedences'] })
        fermer()
        notifier('Ordre enregistré')
      }}
    >
      <Checkbox.Group {...form.choix('champs', 'Pour ces données')}>
        <Group gap="md" mt={4}>
          {groupe.champs.map(c => (
            <Checkbox key={c} value={c} label={CHAMPS[c].libelle} />
          ))}
        </Group>
      </Checkbox.Group>
      <div>
        <Text component="p" m={0} fw={550}>
          Du plus cru au moins cru
        </Text>
        <ol className={classes.ordre}>
          <li>
            <span>un agent</span>
            <Text span c="dimmed" size="sm">
              toujours le premier
            </Text>
          </li>
          {ordre.map((source, rang) => (
            <li key={source}>
              <span>{SOURCES[source]}</span>
              <span className={classes.fleches}>
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label={`Monter : ${SOURCES[source]}`}
                  disabled={rang === 0}
                  onClick={() => bouger(rang, -1)}
                >
                  <IconArrowUp {...PETITE_ICONE} />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  size="lg"
                  aria-label={`Descendre : ${SOURCES[source]}`}
                  disabled={rang === ordre.length - 1}
                  onClick={() => bouger(rang, 1)}
                >
                  <IconArrowDown {...PETITE_ICONE} />
                </ActionIcon>
              </span>
            </li>
          ))}
        </ol>
      </div>
      <ChampDate {...form.date('effetLe', 'À partir du')} sens="futur" aujourdhui={aujourdhui} />
      <Textarea {...form.texte('motif', 'Pourquoi')} autosize minRows={2} />
    </Formulaire>
  )
}
