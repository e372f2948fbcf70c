export const asFile = (name: string): string => `attachment; filename="${name}"`;
