import { Radio, Select, Stack, Text, Textarea } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import { telecharger } from '../../api.ts'
import { raisonIncomplete, SaisieExport } from '../../export/export.ts'
import { FORMATS, MOTIFS_EXPORT } from '../../export/motifs.ts'
import { Fenetre } from '../Fenetre.tsx'
import { notifier } from '../notifier.tsx'
import { Formulaire } from '../saisie/Formulaire.tsx'
import { useFormulaire } from '../saisie/formulaire.ts'
import type { ExportDemande } from './Exporter.tsx'

/** What leaves, why, in which form. Closing it while the file comes stops the export. */
export function FenetreExport({
  route,
  entree,
  quoi,
  motifs,
  personnes,
  choix,
  ouvert,
  onFermer,
}: ExportDemande & { ouvert: boolean; onFermer: () => void }) {
  const arret = useRef<AbortController | null>(null)
  const seul = motifs.length === 1 ? motifs[0] : null
  const form = useFormulaire(
    SaisieExport,
    { choix: choix?.valeurs[0]?.value ?? null, motif: seul ?? null, precision: '', format: 'xlsx' },
    ({ motif, precision }) => {
      const message = motif && raisonIncomplete({ motif, precision })
      return message ? [{ champ: 'precision', message }] : []
    },
  )
  useEffect(() => () => arret.current?.abort(), [])
  const fermer = () => {
    arret.current?.abort()
    onFermer()
  }
  const exporter = async ({ choix: choisi, motif, precision, format }: z.output<typeof SaisieExport>) => {
    const annulation = new AbortController()
    arret.current = annulation
    const raison = seul ? { motif } : { motif, precision: precision || undefined }
    try {
      await telecharger(
        route,
        { ...entree, ...(choix && { [choix.cle]: choisi }), ...raison, format },
        annulation.signal,
      )
    } catch (erreur) {
      if (annulation.signal.aborted) return
      throw erreur
    }
    notifier('Le fichier est enregistré. L’export est gardé, avec sa raison.')
    onFermer()
  }
  return (
    <Fenetre opened={ouvert} onClose={fermer} title="Exporter">
      <Stack gap="md">
        <Text component="p" m={0}>
          {quoi}, dans l’ordre de la page et avec ses filtres.
          {personnes &&
            ' Votre nom, la raison et le nombre de lignes sont gardés ; chaque personne pourra savoir qu’elle était dans cette liste.'}
        </Text>
        <Formulaire form={form} bouton="Exporter" envoyer={exporter} perte={null} renoncer={fermer}>
          {choix && <Select {...form.choix('choix', choix.libelle)} data={choix.valeurs} allowDeselect={false} />}
          {!seul && (
            <>
              <Select
                {...form.choix('motif', 'Raison')}
                placeholder="Pourquoi cette liste sort-elle ?"
                data={motifs.map(value => ({ value, label: MOTIFS_EXPORT[value] }))}
              />
              <Textarea
                {...form.texte('precision', 'En quelques mots', { requis: form.valeurs.motif === 'autre' })}
                description="Sans nom de personne. Par exemple : réunion d’équipe du 12 mars."
                autosize
                minRows={2}
              />
            </>
          )}
          <Radio.Group {...form.choix('format', 'Format')}>
            <Stack gap="xs" mt="xs">
              {Object.entries(FORMATS).map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
        </Formulaire>
      </Stack>
    </Fenetre>
  )
}
