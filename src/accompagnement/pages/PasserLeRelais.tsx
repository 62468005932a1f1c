import { Checkbox, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { direLettresFaites } from '../../courrier/lettres-faites.ts'
import { direCharge } from '../../offre/suivis.ts'
import { ChoixReleve, choixDe, useARelever } from '../../rendez-vous/releve/pages/ChoixReleve.tsx'
import type { Devenir } from '../../rendez-vous/releve/releve.ts'
import { ApiRefusal, call } from '../../socle/api.ts'
import type { Faute } from '../../socle/saisie/faute.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { depasse, fautesDesignation, noteDe, Releve as Schema } from '../accompagnement.ts'
import type { designerReferent } from '../designer-referent.ts'
import type { Referent } from './Charges.tsx'
import { ChoixLettre } from './ChoixLettre.tsx'
import { type AConfier, NotesDeRelais, PersonnesConfiees } from './NotesDeRelais.tsx'

/** `referentId`: who follows them now; null for nobody yet. */
export type Releve = AConfier & { referentId: string | null }

/** What is left to do with the letters made, by file: of one that is opened no more, nothing. */
function direLettres(faites: readonly { lettres: number; ouvert: boolean }[], nouveau: string): string {
  const de = (ouvert: boolean) => faites.filter(f => f.ouvert === ouvert && f.lettres > 0)
  const compter = (dossiers: typeof faites) => dossiers.reduce((n, f) => n + f.lettres, 0)
  const [ici, ailleurs] = [de(true), de(false)]
  const autres = compter(ailleurs)
  const phrases = [
    direLettresFaites(compter(ici), ici.length),
    autres > 0 &&
      `${nouveau} a ${autres > 1 ? `les ${autres} lettres` : 'la lettre'} à poster ou à remettre\u00a0: vous n’ouvrez plus ${ailleurs.length > 1 ? 'ces dossiers' : 'ce dossier'}.`,
  ]
  return phrases.flatMap(p => (p ? [` ${p}`] : [])).join('')
}

/** Of several persons, those who couldn't be handed over, each by name with why; the others are. */
function refusDePlusieurs(changes: readonly { nom: string; refus: ApiRefusal }[]): ApiRefusal {
  const phrases = changes.map(({ nom, refus }) => `${nom}\u00a0: ${refus.message.replace(SUITE, '')}`)
  const suite = changes.map(({ refus }) => SUITE.exec(refus.message)?.[0] ?? '').find(Boolean) ?? ''
  const [premier] = changes
  return new ApiRefusal(409, premier?.refus.code ?? 'conflit', `${phrases.join(' ')}${suite}`, [], null)
}
/** What a refusal says to do, the same for each. */
const SUITE = /\sRegardez ce qui est montré.*$/s

type Props = {
  personnes: readonly Releve[]
  referents: Referent[]
  /** Called once the window closes; `fait`: they were handed over; `perdu`: a file that the reader opens no more was. */
  fermer: (fait: boolean, perdu?: boolean) => void
}

const VIDE = {
  referentId: null,
  lettre: 'au-mieux' as const,
  malgrePlafond: false,
  rendezVous: {},
  memeNote: false,
  commune: '',
  propres: {},
}

/** Gives persons their first référent, or hands them over to another: those of the team first, the cap in sight (rules A1, A2). */
export function PasserLeRelais({ personnes: demandees, referents, fermer }: Props) {
  const cache = useQueryClient()
  // One id for each hand-over, kept until it is done: sent again after a cut, it is done once.
  const [ids] = useState(() => new Map<string, string>())
  // Some may be handed over before another is refused: they are done with, whoever takes the others.
  const [faits, setFaits] = useState<readonly { personneId: string; a: string }[]>([])
  const personnes = demandees.filter(p => !faits.some(f => f.personneId === p.personneId))
  const form = useFormulaire(Schema, VIDE, (saisie): Faute[] => fautesDesignation(saisie, choisi, aConfier.length))
  const [toutes, setToutes] = useState(false)
  // Who followed each as the window opened; the page reads again once one is refused.
  const avecVu = useVu(new Map(demandees.map(p => [p.personneId, p.referentId])))
  const premier = personnes.every(p => p.referentId === null)
  const geste = premier ? 'Désigner un référent' : 'Changer de référent'
  // Who follows them all already would be refused; who follows some of them takes the others.
  const possibles = referents.filter(r => personnes.some(p => p.referentId !== r.id))
  const choisi = possibles.find(r => r.id === form.valeurs.referentId) ?? null
  const aConfier = personnes.filter(p => p.referentId !== choisi?.id || choisi === null)
  const gardees = personnes.length - aConfier.length
  const aRelever = useARelever(
    aConfier.map(p => p.personneId),
    choisi?.id ?? null,
  )
  const perdu = choisi !== null && !choisi.mene
  const deplier = { toutes, deplier: () => setToutes(true) }

  const envoyer = async (releve: Schema) => {
    const { referentId, lettre, malgrePlafond } = releve
    const lettres: Parameters<typeof direLettres>[0][number][] = []
    const perdus = new Set<string>()
    const changes: { nom: string; refus: ApiRefusal }[] = []
    try {
      for (const { personneId, nom } of aConfier) {
        const releveDe = `${personneId} ${referentId}`
        const id = ids.get(releveDe) ?? uuidv7()
        ids.set(releveDe, id)
        const fait = await avecVu(vus =>
          call<typeof designerReferent>('POST /personnes/:personneId/referents', {
            ...{ id, personneId, referentId, lettre, malgrePlafond },
            vu: { referentId: vus.get(personneId) ?? null },
            relais: noteDe(releve, personneId),
            rendezVous: choixDe(
              releve.rendezVous,
              aRelever.filter(r => r.personneId === personneId),
            ),
          }),
        ).catch(erreur => {
          if (aConfier.length === 1 || !(erreur instanceof ApiRefusal) || erreur.status !== 409) throw erreur
          changes.push({ nom, refus: erreur })
          return null
        })
        if (!fait) continue
        lettres.push(fait)
        if (!fait.ouvert) perdus.add(personneId)
        ids.delete(releveDe)
        setFaits(avant => [...avant, { personneId, a: referentId }])
      }
    } finally {
      // Asked again, what is of a file just lost would be refused.
      void cache.invalidateQueries({ predicate: q => !q.queryKey.some(cle => perdus.has(String(cle))) })
    }
    if (changes.length) throw refusDePlusieurs(changes)
    notifier(
      `${pluriel(aConfier.length, 'personne confiée', 'personnes confiées')} à ${choisi?.nom}.${direLettres(lettres, choisi?.nom ?? 'son référent')}`,
    )
    fermer(true, perdus.size > 0)
  }
  return (
    <Fenetre
      opened
      onClose={() => fermer(faits.length > 0)}
      title={`${geste} : ${pluriel(personnes.length, 'personne', 'personnes')}`}
      size="lg"
    >
      <Formulaire
        form={form}
        bouton={personnes.length > 0 ? geste : null}
        perte={`${faits.length ? 'Ces personnes ne sont pas encore confiées' : 'Personne n’est encore confié'} : vos choix seront perdus.`}
        renoncer={() => fermer(faits.length > 0)}
        envoyer={envoyer}
        pied
      >
        {faits.length > 0 && (
          <Text role="status">
            {[...Map.groupBy(faits, f => f.a)].map(([id, confiees]) => {
              const nom = referents.find(r => r.id === id)?.nom
              return `${pluriel(confiees.length, 'personne est confiée', 'personnes sont confiées')} à ${nom}. `
            })}
            Il reste à confier :
          </Text>
        )}
        <PersonnesConfiees personnes={personnes} {...deplier} />
        <Cartes
          {...form.choix('referentId', premier ? 'Référent unique' : 'Nouveau référent unique')}
          cartes={possibles.map(r => ({
            valeur: r.id,
            libelle: r.nom,
            detail: [r.equipe, direCharge(r)].filter(Boolean).join(' · '),
          }))}
          onChange={referentId => form.poser({ referentId, malgrePlafond: false })}
        />
        {possibles.length === 0 && <Text>Aucun autre référent n’est en poste dans cette structure.</Text>}
        {choisi && gardees > 0 && (
          <Text role="status">
            {`${choisi.nom} suit déjà ${pluriel(gardees, 'de ces personnes', 'de ces personnes')} : rien ne change pour ${gardees > 1 ? 'elles' : 'elle'}.`}
          </Text>
        )}
        {perdu && (
          <Text role="status">
            {`Vous n’ouvrirez plus ${aConfier.length > 1 ? 'ces dossiers' : 'ce dossier'} ensuite\u00a0: ${choisi?.nom} n’est pas de votre équipe.`}
          </Text>
        )}
        {!premier && <NotesDeRelais personnes={aConfier} {...deplier} form={form} />}
        <ChoixReleve
          aRelever={aRelever}
          champs={form.dans<Record<string, Devenir | null>>('rendezVous')}
          nouveau={choisi?.nom ?? null}
          perdu={perdu}
          lettre={form.valeurs.lettre ? 'la lettre qui nomme le nouveau référent' : null}
          {...(personnes.length > 1 && { nomDe: id => personnes.find(p => p.personneId === id)?.nom ?? '' })}
        />
        <ChoixLettre personnes={aConfier} form={form} />
        {choisi && depasse(choisi, aConfier.length) && (
          <Checkbox
            {...form.coche(
              'malgrePlafond',
              `${choisi.nom} dépassera son plafond de ${choisi.plafond} personnes : je confirme`,
            )}
          />
        )}
      </Formulaire>
    </Fenetre>
  )
}
