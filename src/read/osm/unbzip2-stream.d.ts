/** What is used of unbzip2-stream 1, which has no types of its own. */
declare module "unbzip2-stream" {
  /** A stream that takes bzip2 and gives what it unpacks to, within the call that writes to it. */
  export default function unbzip2Stream(): {
    on(event: "data", listener: (chunk: Uint8Array) => void): void;
    on(event: "error", listener: (cause: Error) => void): void;
    write(chunk: Uint8Array): boolean;
    end(): void;
  };
}
