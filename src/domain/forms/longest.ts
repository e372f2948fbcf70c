import { type Field, formBytes } from './field.ts';

/** Of several forms the one into which most can be typed. */
export function longest(forms: readonly (readonly Field[])[]): readonly Field[] {
  return forms.reduce((most, form) => (formBytes(form) > formBytes(most) ? form : most), []);
}
