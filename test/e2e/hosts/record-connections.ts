import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

/*
 * Imported into the host's process by the tests: writes down each address it connects to and each name it
 * looks up. TCP alone: pipes stay on this computer.
 */

const file = process.env['RECORD_CONNECTIONS_IN'];
const original = Socket.prototype.connect as (...args: unknown[]) => Socket;

Socket.prototype.connect = function connect(this: Socket, ...args: unknown[]): Socket {
  if (file !== undefined) {
    this.on('connectionAttempt', (address: string, port: number) => {
      appendFileSync(file, `${address}:${port}\n`);
    });
    this.on('lookup', (_error: unknown, _address: unknown, _family: unknown, host: string) => {
      appendFileSync(file, `${host}:lookup\n`);
    });
  }
  return original.apply(this, args);
} as typeof Socket.prototype.connect;
