import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Lets a server listen on 127.0.0.1; port 0 is any free one. */
export function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server.address() as AddressInfo));
  });
}

/** Stops a server, with all connections that it has. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
