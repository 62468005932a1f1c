import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'

function Copier({ quoi, texte }: { quoi: string; texte: string }) {
  return (
    <CopyButton value={texte}>
      {({ copied, copy }) => (
        <Button variant="default" onClick={copy} aria-label={`Copier ${quoi}`}>
          {copied ? 'Copié' : 'Copier'}
        </Button>
      )}
    </CopyButton>
  )
}

/** A key: shown here once, kept nowhere, with the three lines that try it. */
export function CleMontree({ nom, cle }: { nom: string; cle: string }) {
  const ici = useRef<HTMLDivElement>(null)
  useEffect(() => ici.current?.focus(), [])
  const exemple = [
    `ID=$(uuidgen); F=flux.xml; API=${location.origin}/api; CLE='Authorization: Bearer ${cle}'`,
    `curl -H "$CLE" --json "{\\"id\\":\\"$ID\\",\\"fichier\\":\\"$F\\",\\"taille\\":$(stat -c %s $F)}" $API/imports`,
    `curl -H "$CLE" -X PUT -H 'Content-Type: application/octet-stream' --data-binary @$F "$API/imports/$ID/contenu?debut=0&appliquer=true"`,
  ].join('\n')
  return (
    <Alert color="green" role="status" title={`Nouvelle clé : ${nom}`} ref={ici} tabIndex={-1}>
      <Group gap="md">
        <Code fz="lg" style={{ overflowWrap: 'anywhere' }}>
          {cle}
        </Code>
        <Copier quoi="la clé" texte={cle} />
      </Group>
      <Text component="p" my="sm">
        Elle ne sera plus montrée : copiez-la maintenant et transmettez-la au partenaire par un moyen sûr. Perdue, elle
        se remplace en la révoquant et en donnant une autre.
      </Text>
      <Text component="p" mt={0} mb="xs" fw={600}>
        Pour l’essayer (un fichier de 8 Mio au plus)
      </Text>
      <Group gap="md" align="flex-start">
        <Code block maw="100%" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {exemple}
        </Code>
        <Copier quoi="l’exemple" texte={exemple} />
      </Group>
    </Alert>
  )
}
