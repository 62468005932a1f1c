import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { BoutonConfirmer } from '../../socle/ui/Confirmer.tsx'
import { telephone } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { montreDe, useVu } from '../../socle/ui/saisie/vu.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import { uuidv7 } from '../../socle/uuid.ts'
import { useDecoupage } from '../../territoire/pages/useDecoupage.ts'
import type { creerAntenne } from '../equipes/creer-antenne.ts'
import { DescriptionAntenne } from '../equipes/equipe.ts'
import type { fermerAntenne } from '../equipes/fermer-antenne.ts'
import type { modifierAntenne } from '../equipes/modifier-antenne.ts'
import { ChoixAcces, direAcces } from './ChoixAcces.tsx'
import type { Antenne } from './EquipesStructure.tsx'

type Props = { structureId: string; antennes: Antenne[] }

/** The places of a structure: add, change, close. */
export function AntennesStructure({ structureId, antennes }: Props) {
  const [saisie, setSaisie] = useState<{ antenne: Antenne | null } | null>(null)
  // As it is now: somebody may change it while it is open.
  const enCours = antennes.find(a => a.id === saisie?.antenne?.id) ?? saisie?.antenne ?? null
  return (
    <Fiche
      titre="Antennes"
      actions={
        <Button variant="default" onClick={() => setSaisie({ antenne: null })}>
          Ajouter une antenne
        </Button>
      }
    >
      <Liste
        titre="Antennes de la structure"
        lignes={antennes}
        cle={a => a.id}
        colonnes={[
          { cle: 'nom', titre: 'Antenne', cellule: a => a.nom },
          { cle: 'adresse', titre: 'Adresse', cellule: a => a.adresse ?? '' },
          { cle: 'telephone', titre: 'Téléphone', cellule: a => (a.telephone ? telephone(a.telephone) : '') },
          {
            cle: 'actes',
            titre: 'Changer',
            cellule: a => <Actes antenne={a} changer={() => setSaisie({ antenne: a })} />,
          },
        ]}
        vide={<Vide titre="Aucune antenne">La structure reçoit à son adresse.</Vide>}
      />
      <Fenetre
        opened={saisie !== null}
        onClose={() => setSaisie(null)}
        title={saisie?.antenne ? `Modifier « ${saisie.antenne.nom} »` : 'Ajouter une antenne'}
      >
        {saisie && <SaisieAntenne structureId={structureId} antenne={enCours} fermer={() => setSaisie(null)} />}
      </Fenetre>
    </Fiche>
  )
}

function Actes({ antenne, changer }: { antenne: Antenne; changer: () => void }) {
  const cache = useQueryClient()
  return (
    <Group gap="xs">
      <Button variant="default" aria-label={`Modifier ${antenne.nom}`} onClick={changer}>
        Modifier
      </Button>
      <BoutonConfirmer
        titre={`Fermer « ${antenne.nom} » ?`}
        perte="Ses équipes doivent d’abord être installées ailleurs. Son histoire reste lisible."
        action="Fermer l’antenne"
        onConfirmer={async () => {
          await call<typeof fermerAntenne>('POST /antennes/:antenneId/fermeture', { antenneId: antenne.id })
          await cache.invalidateQueries()
          notifier('Antenne fermée')
        }}
      >
        Fermer
      </BoutonConfirmer>
    </Group>
  )
}

function SaisieAntenne(props: { structureId: string; antenne: Antenne | null; fermer: () => void }) {
  const { structureId, antenne, fermer } = props
  const cache = useQueryClient()
  const [id] = useState(() => antenne?.id ?? uuidv7())
  const { data } = useDecoupage()
  const form = useFormulaire(DescriptionAntenne, {
    nom: antenne?.nom ?? '',
    adresse: antenne?.adresse ?? '',
    codeInsee: antenne?.codeInsee ?? null,
    telephone: antenne?.telephone ?? '',
    accesSansMarche: antenne?.accesSansMarche ?? null,
  })
  const avecVu = useVu(antenne ? montreDe(DescriptionAntenne, antenne) : undefined, form)
  return (
    <Formulaire
      form={form}
      bouton={antenne ? 'Enregistrer' : 'Ajouter l’antenne'}
      perte={antenne ? 'Les changements de l’antenne seront perdus.' : 'L’antenne n’est pas encore ajoutée.'}
      envoyer={async decrite => {
        if (antenne)
          await avecVu(vu =>
            call<typeof modifierAntenne>('PUT /antennes/:antenneId', { antenneId: id, ...decrite, vu }),
          )
        else await call<typeof creerAntenne>('POST /structures/:structureId/antennes', { id, structureId, ...decrite })
        await cache.invalidateQueries()
        fermer()
        notifier(antenne ? 'Antenne enregistrée' : 'Antenne ajoutée')
      }}
    >
      <TextInput {...form.texte('nom', 'Nom de l’antenne')} />
      <TextInput
        {...form.texte('adresse', 'Adresse')}
        description="Proposée comme lieu des rendez-vous de ses équipes."
      />
      {data && data.communes.length > 0 && (
        <Select
          {...form.choix('codeInsee', 'Commune', {
            dire: code => data.communes.find(c => c.code === code)?.nom ?? code,
          })}
          placeholder="Écrivez le nom d’une commune"
          searchable
          clearable
          limit={50}
          nothingFoundMessage="Aucune commune de ce nom"
          data={data.communes.map(c => ({ value: c.code, label: `${c.nom} (${c.code})` }))}
        />
      )}
      <TextInput {...form.texte('telephone', 'Téléphone')} type="tel" />
      <ChoixAcces {...form.choix('accesSansMarche', 'Accès sans marche', { dire: direAcces })} />
    </Formulaire>
  )
}
