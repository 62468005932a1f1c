import { Checkbox, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { direCharge } from '../../offre/pages/suivis.ts'
import { call } from '../../socle/api.ts'
import type { Faute } from '../../socle/saisie/faute.ts'
import { pluriel } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { Designation, depasse, fautesDesignation } from '../accompagnement.ts'
import type { designerReferent } from '../designer-referent.ts'
import type { Referent } from './Charges.tsx'

type Props = {
  personnes: string[]
  /** Nobody follows them yet. */
  premier: boolean
  referents: Referent[]
  fermer: () => void
}

/** Gives persons their first référent, or hands them over to another: those of the team first, the cap in sight (rules A1, A2). */
export function PasserLeRelais({ personnes, premier, referents, fermer }: Props) {
  const cache = useQueryClient()
  // One id each, kept over retries: those already handed over are not handed over twice.
  const [ids] = useState(() => new Map(personnes.map(p => [p, uuidv7()])))
  const form = useFormulaire(Designation, { referentId: null, relais: '', malgrePlafond: false }, (saisie): Faute[] =>
    fautesDesignation(saisie, choisi, personnes.length),
  )
  const choisi = referents.find(r => r.id === form.valeurs.referentId) ?? null
  const geste = premier ? 'Désigner un référent' : 'Changer de référent'

  const envoyer = async (designation: z.output<typeof Designation>) => {
    try {
      for (const personneId of personnes) {
        await call<typeof designerReferent>('POST /personnes/:personneId/referents', {
          id: ids.get(personneId) ?? uuidv7(),
          personneId,
          ...designation,
        })
      }
    } finally {
      void cache.invalidateQueries()
    }
    notifier(`${pluriel(personnes.length, 'personne confiée', 'personnes confiées')} à ${choisi?.nom}.`)
    fermer()
  }
  return (
    <Fenetre
      opened
      onClose={fermer}
      title={`${geste} : ${pluriel(personnes.length, 'personne', 'personnes')}`}
      size="lg"
    >
      <Formulaire
        form={form}
        bouton={geste}
        perte="Personne n’est encore confié : vos choix seront perdus."
        renoncer={fermer}
        envoyer={envoyer}
      >
        <Cartes
          {...form.choix('referentId', premier ? 'Référent unique' : 'Nouveau référent unique')}
          cartes={referents.map(r => ({
            valeur: r.id,
            libelle: r.nom,
            detail: [r.equipe, direCharge(r)].filter(Boolean).join(' · '),
          }))}
          onChange={referentId => form.poser({ referentId, malgrePlafond: false })}
        />
        {!premier && (
          <Textarea
            {...form.texte('relais', 'Passage de relais')}
            description="Ce que le nouveau référent doit savoir d’abord, en une phrase. Facultatif."
            autosize
            minRows={2}
          />
        )}
        {choisi && depasse(choisi, personnes.length) && (
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
