import { Button, Radio, Select, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useRef } from 'react'
import { telecharger } from '../../api.ts'
import { FORMATS, MOTIFS_EXPORT, type MotifExport, raisonIncomplete } from '../../export/export.ts'
import { Fenetre } from '../Fenetre.tsx'
import { notifier } from '../notifier.tsx'
import { champ, Formulaire } from '../saisie/Formulaire.tsx'
import type { ExportDemande } from './Exporter.tsx'

type Valeurs = { choix: string | null; motif: MotifExport | null; precision: string; format: string }
const MANQUE = 'Choisissez la raison de l’export.'

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
  const form = useForm<Valeurs>({
    initialValues: { choix: choix?.valeurs[0]?.value ?? null, motif: seul, precision: '', format: 'xlsx' },
    validate: {
      motif: motif => (motif ? null : MANQUE),
      precision: (precision, { motif }) => motif && raisonIncomplete({ motif, precision }),
    },
  })
  useEffect(() => () => arret.current?.abort(), [])
  const fermer = () => {
    arret.current?.abort()
    onFermer()
  }
  const exporter = async ({ choix: choisi, motif, precision, format }: Valeurs) => {
    const annulation = new AbortController()
    arret.current = annulation
    const raison = seul ? { motif } : { motif, precision: precision.trim() || undefined }
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
    form.reset()
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
        <Formulaire
          form={form}
          libelles={{ motif: 'Raison', precision: 'En quelques mots', format: 'Format' }}
          bouton="Exporter"
          envoyer={exporter}
          autres={
            <Button variant="default" onClick={fermer}>
              Annuler
            </Button>
          }
        >
          {choix && (
            <Select label={choix.libelle} data={choix.valeurs} allowDeselect={false} {...champ(form, 'choix')} />
          )}
          {!seul && (
            <>
              <Select
                label="Raison"
                placeholder="Pourquoi cette liste sort-elle ?"
                data={motifs.map(value => ({ value, label: MOTIFS_EXPORT[value] }))}
                withAsterisk
                {...champ(form, 'motif')}
              />
              <Textarea
                label="En quelques mots"
                description="Sans nom de personne. Par exemple : réunion d’équipe du 12 mars."
                maxLength={300}
                autosize
                minRows={2}
                withAsterisk={form.values.motif === 'autre'}
                {...champ(form, 'precision')}
              />
            </>
          )}
          <Radio.Group label="Format" {...champ(form, 'format')}>
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
