import { Button, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { useActes } from './actes.ts'
import { reprendre } from './envois.ts'
import type { Fiche } from './lectures.ts'
import { direResultat } from './mots.ts'

/** Chooses again the file that was left half-way. `principal`: the one act of its page, not of one row among others. */
export function Reprendre({ fiche, principal }: { fiche: Fiche; principal?: boolean }) {
  const champ = useRef<HTMLInputElement>(null)
  const [refus, setRefus] = useState<string | null>(null)
  return (
    <>
      <Button
        variant={principal ? 'filled' : 'default'}
        onClick={() => champ.current?.click()}
        aria-label={`Reprendre l’envoi : ${fiche.fichier}`}
      >
        Reprendre l’envoi
      </Button>
      <input
        ref={champ}
        type="file"
        hidden
        onChange={e => {
          const [choisi] = e.currentTarget.files ?? []
          setRefus(choisi ? reprendre(fiche, choisi) : null)
          e.currentTarget.value = ''
        }}
      />
      {refus && (
        <Text role="alert" c="red" w="100%">
          {refus}
        </Text>
      )}
    </>
  )
}

/** Undoes what an import did, once it is said what goes. */
export function Annuler({ fiche }: { fiche: Fiche }) {
  const { annuler } = useActes(fiche.id)
  if (fiche.contenuEffaceLe) return null
  return (
    <BoutonConfirmer
      titre="Annuler cet import ?"
      perte={<CeQuiSeraDefait fiche={fiche} />}
      action="Annuler l’import"
      onConfirmer={annuler}
    >
      Annuler l’import
    </BoutonConfirmer>
  )
}

function CeQuiSeraDefait({ fiche }: { fiche: Fiche }) {
  const faits = fiche.comptes?.filter(c => !/écarté|refusée/i.test(c.libelle)) ?? null
  const resultat = direResultat({ ...fiche, comptes: faits })
  return (
    <>
      <p>
        {resultat ? `Ce que cet import a fait sera défait : ${resultat}.` : 'Ce que cet import a fait sera défait.'} Les
        dossiers qu’il a créés disparaissent, ceux qu’il a changés redeviennent comme avant, et leur fil le dit.
      </p>
      <p>Le fichier reste ici : vous pourrez le rejouer.</p>
    </>
  )
}

/** Takes the same file again, as a new import to apply. */
export function Rejouer({ fiche, children }: { fiche: Fiche; children: string }) {
  const { rejouer } = useActes(fiche.id)
  if (fiche.contenuEffaceLe) return null
  return (
    <Button variant="default" loading={rejouer.isPending} onClick={() => rejouer.mutate()}>
      {children}
    </Button>
  )
}

/** Takes a file that changed nothing out of the list. */
export function Retirer({ fiche }: { fiche: Fiche }) {
  const { retirer } = useActes(fiche.id)
  return (
    <BoutonConfirmer
      titre="Retirer ce fichier ?"
      perte="Il disparaît de la liste, avec son contenu. Il n’a rien changé dans les dossiers."
      action="Retirer le fichier"
      onConfirmer={retirer}
    >
      Retirer
    </BoutonConfirmer>
  )
}
