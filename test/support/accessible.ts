import type { Page } from 'playwright-core';

/** A control as assistive software tells it: the name, with its group's for radio buttons, and what describes it. */
export type Control = { role: string; name: string; description: string; target: string };

type Value = { value?: unknown };
type Node = {
  nodeId: string;
  parentId?: string;
  ignored: boolean;
  backendDOMNodeId?: number;
  role?: Value;
  name?: Value;
  description?: Value;
  properties?: { name: string; value: Value }[];
};

const CONTROLS = /^(button|checkbox|combobox|link|radio|searchbox|slider|spinbutton|textbox|switch)$/;
const textOf = (value: Value | undefined): string => String(value?.value ?? '').trim();

/** The controls of a page, from the accessibility tree of the browser itself. */
export async function controlsOf(page: Page): Promise<Control[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const groupOf = (node: Node): string => {
    for (let at = byId.get(node.parentId ?? ''); at; at = byId.get(at.parentId ?? ''))
      if (/^(radiogroup|group)$/.test(textOf(at.role)) && textOf(at.name) !== '') return textOf(at.name);
    return '';
  };
  return nodes
    .filter((node) => !node.ignored && CONTROLS.test(textOf(node.role)))
    .map((node) => {
      const role = textOf(node.role);
      const own = textOf(node.name);
      return {
        role,
        name: role === 'radio' ? `${groupOf(node)}: ${own}` : own,
        description: textOf(node.description),
        target: textOf(node.properties?.find(({ name }) => name === 'url')?.value),
      };
    });
}

/** Names that two controls share; links to one place may. */
export function sharedNames(controls: readonly Control[]): string[] {
  const seen = new Map<string, Control>();
  const shared: string[] = [];
  for (const control of controls) {
    const kind = control.role === 'link' ? 'link' : control.role === 'button' ? 'button' : 'field';
    const key = `${kind} ${control.name}`;
    const before = seen.get(key);
    if (before && !(kind === 'link' && before.target === control.target))
      shared.push(`${control.role} “${control.name}”`);
    seen.set(key, control);
  }
  return [...new Set(shared)];
}
