/** English words that hold a sentence together and say nothing by themselves. */
export const FUNCTION_WORDS = new Set(
  `
    a an the and or but so to of in on at by for with from as is are was were be been will would can could
    do does did not no it its this that these those they them their we us our you your he she who what when
    where which why how if because than then into only more most have has had first before after there here
    all any each every some such very also just still even again too out up down over under about who whom
    whose
  `
    .trim()
    .split(/\s+/),
);
