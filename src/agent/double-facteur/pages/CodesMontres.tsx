import { Alert, Button, CopyButton, Group } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { ICONE } from '../../../socle/ui/icone.ts'
import classes from './ConnexionForte.module.css'

/** Ten recovery codes: shown here once, kept nowhere. */
export function CodesMontres({ codes }: { codes: string[] }) {
  return (
    <Alert color="yellow" role="status" mb="md" title="Vos codes de secours">
      <p>
        Ils ne seront plus montrés. Chacun ouvre une fois, sans votre téléphone : imprimez-les et gardez-les sous clé.
      </p>
      <ul className={classes.codes}>
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group>
        <Button leftSection={<IconPrinter {...ICONE} />} onClick={() => window.print()}>
          Imprimer
        </Button>
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copiés' : 'Copier'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  )
}
