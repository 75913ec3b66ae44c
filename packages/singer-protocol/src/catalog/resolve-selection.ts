import type { CatalogEntry } from "./catalog.ts";

/** Which properties of one level are left out, and what is chosen inside the others. */
export interface PropertySelection {
  readonly deselected: ReadonlySet<string>;
  readonly nested: ReadonlyMap<string, PropertySelection>;
}

/**
 * Whether a stream was asked for. At the root an explicit `selected` decides, even against
 * `inclusion: automatic`; then `selected-by-default`. Without any metadata all is selected.
 */
export function isStreamSelected(entry: CatalogEntry): boolean {
  if (entry.metadata.length === 0) return true;
  const root = metadataByBreadcrumb(entry).get(toKey([]));
  if (root?.["inclusion"] === "unsupported") return false;
  const choice = readChoice(root);
  return choice ?? root?.["inclusion"] === "automatic";
}

/**
 * Works out what a stream's metadata leaves out below the root. At a property `automatic` wins
 * over `selected: false`, and a key property is always automatic. A property that no metadata
 * names goes with its parent.
 *
 * @returns undefined when nothing is left out.
 */
export function resolveSelection(entry: CatalogEntry): PropertySelection | undefined {
  const metadata = metadataByBreadcrumb(entry);
  const keys = new Set(entry.key_properties.map((name) => toKey(["properties", name])));
  const left = entry.metadata
    .map(({ breadcrumb }) => breadcrumb)
    .filter((breadcrumb) => isPropertyPath(breadcrumb) && !keys.has(toKey(breadcrumb)))
    .filter((breadcrumb) => isLeftOut(metadata.get(toKey(breadcrumb))));
  return left.length === 0 ? undefined : toTree(left.map(toNames));
}

function isLeftOut(metadata: Readonly<Record<string, unknown>> | undefined): boolean {
  if (metadata?.["inclusion"] === "unsupported") return true;
  if (metadata?.["inclusion"] === "automatic") return false;
  return readChoice(metadata) === false;
}

function readChoice(metadata: Readonly<Record<string, unknown>> | undefined): boolean | undefined {
  for (const choice of [metadata?.["selected"], metadata?.["selected-by-default"]]) {
    if (typeof choice === "boolean") return choice;
  }
  return undefined;
}

function toTree(paths: readonly (readonly string[])[]): PropertySelection {
  const deselected = new Set<string>();
  const deeper = new Map<string, (readonly string[])[]>();
  for (const [name = "", ...rest] of paths) {
    if (rest.length === 0) deselected.add(name);
    else deeper.set(name, [...(deeper.get(name) ?? []), rest]);
  }
  const nested = new Map([...deeper].map(([name, below]) => [name, toTree(below)]));
  return { deselected, nested };
}

function metadataByBreadcrumb(entry: CatalogEntry): Map<string, Readonly<Record<string, unknown>>> {
  return new Map(entry.metadata.map(({ breadcrumb, metadata }) => [toKey(breadcrumb), metadata]));
}

function isPropertyPath(breadcrumb: readonly string[]): boolean {
  return (
    breadcrumb.length > 0 &&
    breadcrumb.length % 2 === 0 &&
    breadcrumb.every((part, index) => index % 2 === 1 || part === "properties")
  );
}

function toNames(breadcrumb: readonly string[]): readonly string[] {
  return breadcrumb.filter((_, index) => index % 2 === 1);
}

function toKey(breadcrumb: readonly string[]): string {
  return JSON.stringify(breadcrumb);
}
