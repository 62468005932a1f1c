import { z } from 'zod'

/** The schema of a field, by its path from the form's. */
function schemaDe(schema: z.core.$ZodType, chemin: string): z.core.$ZodType | null {
  let ici: z.core.$ZodType | undefined = schema
  for (const nom of chemin.split('.')) {
    const contenant: z.core.$ZodType = sansEnveloppe(ici)
    if (contenant instanceof z.ZodObject) ici = contenant.shape[nom]
    else if (contenant instanceof z.ZodRecord) ici = contenant.valueType
    else ici = contenant instanceof z.ZodArray ? contenant.element : undefined
    if (!ici) return null
  }
  return ici
}

/** What is checked first of a value: inside « may be null », « by default » and « then becomes ». */
function sansEnveloppe(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType, in: entree } = schema._zod.def as { innerType?: z.core.$ZodType; in?: z.core.$ZodType }
  const dedans = innerType ?? entree
  return dedans ? sansEnveloppe(dedans) : schema
}

const VIDES = [undefined, null, '', []]

/** What a field shows of its rule before anything is wrong: it may not be left empty, and how long a text may be. */
export function regleDuChamp(schema: z.core.$ZodType, chemin: string): { required: boolean; maxLength?: number } {
  const regle = schemaDe(schema, chemin)
  if (!regle) return { required: false }
  const nue = sansEnveloppe(regle)
  const longueur = nue instanceof z.ZodString ? nue.maxLength : null
  return {
    required: !VIDES.some(vide => z.safeParse(regle, vide).success),
    ...(longueur === null ? {} : { maxLength: longueur }),
  }
}

/** Of an object, the fields that are right by themselves, as the schema makes them: what a rule between fields may look at. */
export function champsJustes(schema: z.ZodObject, valeurs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(schema.shape).flatMap(([nom, regle]) => {
      const lu = z.safeParse(regle, valeurs[nom])
      return lu.success ? [[nom, lu.data]] : []
    }),
  )
}
