// Networks that lie beside the page, each in a script of its own.

import { Network } from '../Engine/network.js';

/**
 * The network with that key. A notebook may put an instrument into its page before it runs the script with its network.
 * @param {string} key
 * @returns {Promise<Network>}
 */
export async function sharedNetwork(key) {
  while (!globalThis.mnistNetworks?.[key])
    await new Promise(come => addEventListener('mnist-network', come, { once: true }));
  return Network.unpacked(globalThis.mnistNetworks[key]);
}
