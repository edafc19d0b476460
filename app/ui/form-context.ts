import { createContext } from "react";

/** Messages by field name; the key '' holds those of the whole form. */
export type FormErrors = Record<string, string[] | undefined>;
/** What `constraintsOf(schema)` gives, to be spread on inputs. */
export type FieldConstraints = Record<string, object | undefined>;

export type FormState = {
  errors: FormErrors;
  values: Record<string, unknown>;
  constraints: FieldConstraints;
};

/** What the form knows about its fields, so that a page says it once. Rendered on the server only. */
export const FormContext = createContext<FormState>({ errors: {}, values: {}, constraints: {} });
