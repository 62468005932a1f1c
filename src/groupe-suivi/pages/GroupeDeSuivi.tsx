import { Anchor, Button, Select, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { dateCourte, telephone } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { ajouterMembre } from '../ajouter-membre.ts'
import type { groupeDe } from '../groupe-de.ts'
import { CHAMPS, DemandeMembre, NOMS_CHAMPS } from '../groupe-suivi.ts'
import type { retirerMembre } from '../retirer-membre.ts'
import classes from './GroupeSuivi.module.css'

type Groupe = Output<typeof groupeDe>

/** Who else helps the person, each in a field; the référent and the responsables compose the group. `ferme`: nobody may be added. */
export function GroupeDeSuivi({ personneId, ferme }: { personneId: string; ferme: boolean }) {
  const peut = usePeut()
  const [ajoute, setAjoute] = useState(false)
  // Where the focus goes once the form has gone: who was added, else what opened it.
  const [nouveau, setNouveau] = useState<string | null>(null)
  const ouvrir = useRef<HTMLButtonElement>(null)
  const [renonce, setRenonce] = useState(false)
  useEffect(() => {
    if (renonce) ouvrir.current?.focus()
  }, [renonce])
  const fermer = (membreId: string | null) => {
    setAjoute(false)
    setNouveau(membreId)
    setRenonce(membreId === null)
  }
  const requete = useQuery({
    queryKey: ['groupe-suivi', personneId],
    queryFn: () => call<typeof groupeDe>('GET /personnes/:personneId/groupe-suivi', { personneId }),
  })
  return (
    <Fiche
      titre="Groupe de suivi"
      actions={
        !ferme &&
        peut('groupe-suivi.composer') &&
        !ajoute && (
          <Button
            ref={ouvrir}
            size="compact-sm"
            variant="default"
            leftSection={<IconUserPlus {...PETITE_ICONE} />}
            onClick={() => {
              setAjoute(true)
              setRenonce(false)
            }}
          >
            Ajouter un co-intervenant
          </Button>
        )
      }
    >
      <Charge requete={requete} attente="liste">
        {groupe => (
          <>
            {groupe.membres.length === 0 && <Text>Aucun co-intervenant pour l’instant.</Text>}
            <Membres personneId={personneId} membres={groupe.membres} nouveau={nouveau} />
            {ajoute && <Ajout personneId={personneId} groupe={groupe} fermer={fermer} />}
          </>
        )}
      </Charge>
    </Fiche>
  )
}

type PropsMembres = { personneId: string; membres: Groupe['membres']; nouveau: string | null }

function Membres({ personneId, membres, nouveau }: PropsMembres) {
  const ajoute = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (nouveau) ajoute.current?.focus()
  }, [nouveau])
  const peut = usePeut()
  const cache = useQueryClient()
  const retirer = async (membreId: string) => {
    await call<typeof retirerMembre>('POST /personnes/:personneId/groupe-suivi/:membreId/fin', { personneId, membreId })
    await cache.invalidateQueries()
    notifier('Co-intervenant retiré')
  }
  return (
    <ul className={classes.liste}>
      {membres.map(m => (
        <li key={m.id} {...(m.id === nouveau ? { ref: ajoute, tabIndex: -1 } : {})}>
          <Text component="p" m={0} fw={600}>
            {m.agent} · {CHAMPS[m.champ].libelle}
          </Text>
          <Text component="p" m={0} c="dimmed">
            {m.fin ? `du ${dateCourte(m.debut)} au ${dateCourte(m.fin)}` : `depuis le ${dateCourte(m.debut)}`}
          </Text>
          {!m.fin && (
            <span className={classes.suite}>
              {m.telephone && <Anchor href={`tel:${m.telephone}`}>{telephone(m.telephone)}</Anchor>}
              {peut('groupe-suivi.composer') && (
                <BoutonConfirmer
                  size="compact-md"
                  titre={`Retirer ${m.agent} du groupe de suivi ?`}
                  perte={`Le champ « ${CHAMPS[m.champ].libelle} » de ce dossier lui sera fermé. L’histoire garde son passage.`}
                  action="Retirer"
                  onConfirmer={() => retirer(m.id)}
                >
                  Retirer
                </BoutonConfirmer>
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

type PropsAjout = { personneId: string; groupe: Groupe; fermer: (membreId: string | null) => void }

function Ajout({ personneId, groupe, fermer }: PropsAjout) {
  const cache = useQueryClient()
  const id = useRef(uuidv7())
  const form = useFormulaire(DemandeMembre, { agentId: null, champ: null })
  if (groupe.possibles.length === 0)
    return <Text>Aucun agent du territoire n’est co-intervenant. L’administrateur peut donner ce rôle.</Text>
  return (
    <Formulaire
      form={form}
      bouton="Ajouter"
      perte="Le co-intervenant n’est pas encore ajouté."
      renoncer={() => fermer(null)}
      envoyer={async demande => {
        await call<typeof ajouterMembre>('POST /personnes/:personneId/groupe-suivi', {
          id: id.current,
          personneId,
          ...demande,
        })
        await cache.invalidateQueries()
        notifier(
          `Groupe de suivi complété : l’identité, les coordonnées et le champ « ${CHAMPS[demande.champ].libelle} » lui sont ouverts.`,
        )
        fermer(id.current)
      }}
    >
      <div className={classes.ajout}>
        <Select
          {...form.choix('agentId', 'Qui')}
          data={groupe.possibles.map(p => ({ value: p.id, label: [p.nom, p.structure].filter(Boolean).join(', ') }))}
          searchable
          nothingFoundMessage="Aucun co-intervenant de ce nom"
          autoFocus
        />
        <Select
          {...form.choix('champ', 'Pour quel champ')}
          data={NOMS_CHAMPS.map(value => ({ value, label: CHAMPS[value].libelle }))}
        />
      </div>
    </Formulaire>
  )
}
