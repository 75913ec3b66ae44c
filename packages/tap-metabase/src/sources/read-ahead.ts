/** What became of opening one item: its first element or its error, and how to go on. */
interface Opened<Item, Element> {
  readonly item: Item;
  readonly iterator: AsyncIterator<Element>;
  readonly first: Promise<IteratorResult<Element>>;
}

/** One item with the elements that opening it brought; iterating them throws what opening threw. */
export interface ReadItem<Item, Element> {
  readonly item: Item;
  readonly elements: AsyncIterable<Element>;
}

/**
 * Opens the next `width` items at once and hands them over in their order, so that requests
 * overlap while records keep their order and memory holds no more than `width` answers.
 */
export async function* readAhead<Item, Element>(
  items: Iterable<Item> | AsyncIterable<Item>,
  width: number,
  open: (item: Item) => AsyncIterable<Element>,
): AsyncGenerator<ReadItem<Item, Element>> {
  const opened: Opened<Item, Element>[] = [];
  const takeFirst = () => opened.splice(0, 1).map(toReadItem);
  try {
    for await (const item of items) {
      opened.push(start(item, open(item)));
      if (opened.length >= width) yield* takeFirst();
    }
    while (opened.length > 0) yield* takeFirst();
  } finally {
    await Promise.allSettled(opened.map(({ iterator }) => iterator.return?.()));
  }
}

function start<Item, Element>(item: Item, elements: AsyncIterable<Element>): Opened<Item, Element> {
  const iterator = elements[Symbol.asyncIterator]();
  const first = iterator.next();
  // Looked at when its turn comes; until then a failure is not an unhandled one.
  first.catch(() => undefined);
  return { item, iterator, first };
}

function toReadItem<Item, Element>(opened: Opened<Item, Element>): ReadItem<Item, Element> {
  return { item: opened.item, elements: resume(opened) };
}

async function* resume<Element>({
  iterator,
  first,
}: Opened<unknown, Element>): AsyncGenerator<Element> {
  try {
    for (let result = await first; !result.done; result = await iterator.next()) {
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}
