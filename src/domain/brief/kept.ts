/**
 * A function that works out once for each object what follows from it, for as long as the object lives. For
 * objects that nobody changes, such as a brief that was read.
 */
export function keptFor<Key extends object, Value>(workOut: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = workOut(key);
    known.set(key, value);
    return value;
  };
}
