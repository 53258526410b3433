const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** `/items/0/unit price` becomes `.items[0]["unit price"]`, to follow the name of the whole. */
export function pathOfPointer(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((name) => {
      if (/^\d+$/.test(name)) return `[${name}]`;
      return PLAIN_NAME.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    })
    .join("");
}
