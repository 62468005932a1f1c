import { Radio, Text, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../socle/api.ts'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { LienBouton } from '../../../socle/ui/Lien.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import type { direRaison } from '../dire-raison.ts'
import { RaisonDite } from '../habitude.ts'
import { MOTIFS_OUVERTURE, type MotifOuverture } from '../motifs.ts'
import classes from './Habitude.module.css'

const Demande = RaisonDite.omit({ id: true, personneId: true })
const NOMS = Object.keys(MOTIFS_OUVERTURE) as MotifOuverture[]

/** Stands where a file out of one's usual persons would open: why, then it opens. It says nothing of the person. */
export function RaisonADire({ personneId }: { personneId: string }) {
  const cache = useQueryClient()
  const [id] = useState(() => crypto.randomUUID())
  const form = useFormulaire(Demande, { motif: null, precision: null })
  return (
    <Fiche titre="Pourquoi ouvrez-vous ce dossier ?">
      <Text component="p" mt={0}>
        Cette personne n’est pas de celles que vous suivez d’habitude. Dites pourquoi{'\u00a0'}: le dossier s’ouvre
        aussitôt, et reste ouvert pour vous quelques jours. La raison se lit au fil du dossier, et le délégué à la
        protection des données la relit.
      </Text>
      <Formulaire
        form={form}
        bouton="Ouvrir le dossier"
        perte="Le dossier n’est pas ouvert."
        envoyer={async ({ motif, precision }) => {
          await call<typeof direRaison>('POST /personnes/:personneId/raison', { id, personneId, motif, precision })
          await cache.invalidateQueries({ queryKey: ['dossier', personneId] })
        }}
      >
        <Radio.Group {...form.choix('motif', 'Raison')}>
          <div className={classes.choix}>
            {NOMS.map(m => (
              <Radio key={m} value={m} label={MOTIFS_OUVERTURE[m]} />
            ))}
          </div>
        </Radio.Group>
        {form.valeurs.motif === 'autre' && <Textarea {...form.texte('precision', 'Laquelle')} autosize minRows={2} />}
      </Formulaire>
      <LienBouton vers="/personnes" variant="subtle" mt="sm">
        Ne pas l’ouvrir
      </LienBouton>
    </Fiche>
  )
}
