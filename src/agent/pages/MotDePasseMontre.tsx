import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core'

/** A temporary password: shown here once, kept nowhere. */
export function MotDePasseMontre({ qui, motDePasse }: { qui: string; motDePasse: string }) {
  return (
    <Alert color="green" role="status" title={`Mot de passe provisoire de ${qui}`}>
      <Group gap="md">
        <Code fz="lg">{motDePasse}</Code>
        <CopyButton value={motDePasse}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copié' : 'Copier'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text component="p" mb={0}>
        Il ne sera plus montré. Donnez-le de vive voix ; la personne le change dans « Mon compte ».
      </Text>
    </Alert>
  )
}
