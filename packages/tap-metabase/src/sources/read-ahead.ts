/** What became of opening one item: its first element or its error, and how to go on. */
interface Opened<Element> {
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
  items: readonly Item[],
  width: number,
  open: (item: Item) => AsyncIterable<Element>,
): AsyncGenerator<ReadItem<Item, Element>> {
  const opened: Opened<Element>[] = [];
  try {
    for (const [index, item] of items.entries()) {
      while (opened.length < width && index + opened.length < items.length) {
        opened.push(start(open(items[index + opened.length] as Item)));
      }
      const next = opened.shift();
      if (next) yield { item, elements: resume(next) };
    }
  } finally {
    await Promise.allSettled(opened.map(({ iterator }) => iterator.return?.()));
  }
}

function start<Element>(elements: AsyncIterable<Element>): Opened<Element> {
  const iterator = elements[Symbol.asyncIterator]();
  const first = iterator.next();
  // Looked at when its turn comes; until then a failure is not an unhandled one.
  first.catch(() => undefined);
  return { iterator, first };
}

async function* resume<Element>({ iterator, first }: Opened<Element>): AsyncGenerator<Element> {
  try {
    for (let result = await first; !result.done; result = await iterator.next()) {
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}
