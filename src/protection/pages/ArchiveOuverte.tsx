import { Button, Group, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Reperes } from '../../socle/ui/Fiche.tsx'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { ouvrirArchive, sortirArchive } from '../ouvrir-archive.ts'
import { direValeurPortee } from '../valeur-portee.ts'

type Props = { archive: Output<typeof ouvrirArchive> & { motif: string }; fermer: (sortie: boolean) => void }

/** What is kept of somebody in the archive, section by section. It stays there unless one brings it back. */
export function ArchiveOuverte({ archive, fermer }: Props) {
  const cache = useQueryClient()
  const sortir = useMutation({
    mutationFn: () =>
      call<typeof sortirArchive>('POST /archives/:archiveId/sortie', { archiveId: archive.id, motif: archive.motif }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['conservation'] })
      notifier('Dossier remis dans la base active')
      fermer(true)
    },
    onError: notifierErreur,
  })
  return (
    <Fenetre lecture opened onClose={() => fermer(false)} title={archive.personne} size="xl">
      <Text component="p" mt={0} c="dimmed">
        Aux archives depuis le {dateLongue(archive.archiveeLe)}. Lu pour cette raison : {archive.motif}
      </Text>
      {archive.sections.map(section => (
        <section key={section.table} aria-label={section.titre}>
          <Title order={3} size="h4" mt="lg" mb="xs">
            {section.titre}
          </Title>
          {section.lignes.map((ligne, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own, and never move.
            <Reperes key={rang} liste={reperes(ligne)} />
          ))}
        </section>
      ))}
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={() => fermer(false)}>
          Fermer
        </Button>
        <Button loading={sortir.isPending} onClick={() => sortir.mutate()}>
          Remettre dans la base active
        </Button>
      </Group>
    </Fenetre>
  )
}

const reperes = (ligne: Props['archive']['sections'][number]['lignes'][number]) =>
  Object.entries(ligne).flatMap(([terme, valeur]) => {
    const dite = direValeurPortee(valeur)
    return dite === null ? [] : [{ terme, valeur: dite }]
  })
